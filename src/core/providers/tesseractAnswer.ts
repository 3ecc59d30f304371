// What the OCR engine answers to a test, in the form that vision models are asked for: JSON, places in px of the picture that was sent.

import type { ReadPage, ReadWord } from '../tesseract/tesseractPage';

/** `{"text": ..., "words": [{text, box, confidence}]}`: the text of all pictures, and the words of the first with their places. */
export function textAnswer(pages: readonly ReadPage[]): string {
  const text = pages.map((page) => page.text).join('\n');
  return JSON.stringify({ text, words: pages[0]?.lines.flat() ?? [] });
}

/** `{"points": [{x, y, label}]}`: the middle of every place where the phrase stands. */
export function pointAnswer(page: ReadPage, phrase: string): string {
  const points = findPhrase(page, phrase).map(({ text, box: [x1, y1, x2, y2] }) => ({
    x: (x1 + x2) / 2,
    y: (y1 + y2) / 2,
    label: text,
  }));
  return JSON.stringify({ points });
}

/** `{"objects": [{label, box}]}`: every place where the phrase stands. */
export function boxAnswer(page: ReadPage, phrase: string): string {
  const objects = findPhrase(page, phrase).map(({ text, box }) => ({ label: text, box }));
  return JSON.stringify({ objects });
}

/**
 * Where a word or a phrase stands, in reading order: the words of one line, one after the other, as if they were one. Case and the punctuation
 * around words make no difference.
 */
function findPhrase(page: ReadPage, phrase: string): Pick<ReadWord, 'text' | 'box'>[] {
  const wanted = phrase
    .split(/\s+/)
    .map(bare)
    .filter((word) => word !== '');
  if (wanted.length === 0) return [];
  return page.lines.flatMap((line) =>
    line.flatMap((_, start) => {
      const words = line.slice(start, start + wanted.length);
      const isThere =
        words.length === wanted.length && words.every((word, position) => bare(word.text) === wanted[position]);
      return isThere ? [{ text: words.map((word) => word.text).join(' '), box: unionOf(words) }] : [];
    }),
  );
}

/** A word for comparing. One that is nothing but punctuation stays what it is. */
function bare(word: string): string {
  const plain = word.normalize('NFKC').toLowerCase();
  return plain.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') || plain;
}

function unionOf(words: readonly ReadWord[]): ReadWord['box'] {
  const edges = (position: 0 | 1 | 2 | 3): number[] => words.map((word) => word.box[position]);
  return [Math.min(...edges(0)), Math.min(...edges(1)), Math.max(...edges(2)), Math.max(...edges(3))];
}
