// Finds the text that an answer gives as read from the picture, and the words with their places where an OCR engine gives them.

import * as z from 'zod';
import type { FoundMark } from '../../shared/results/picture';
import { canonicalBox } from '../scores/geometry';
import type { PictureContext } from '../coordinates/pictureContext';
import { extractAnswer } from '../answerText/extractAnswer';
import { unwrapped } from '../answerText/wrappers';
import { describeJsonError } from '../answerText/describeJsonError';
import { JsonNumber } from '../answerText/jsonNumber';
import { jsonObjectsOf, jsonOf, looksLikeObject } from '../answerText/jsonAnswer';

/** `readings`: the text, and for plain text also out of what it may be wrapped in. `words` are marks that are drawn and not judged. */
type TextRead = ({ readings: readonly string[] } | { unreadable: string }) & { words: FoundMark[] };

const line = z.union([z.string(), z.instanceof(JsonNumber).transform(String)]);
const number = z.instanceof(JsonNumber).transform(({ value }) => value);
const textAnswer = z.union([line, z.array(line).transform((lines) => lines.join('\n'))]);
/** px of the picture that was sent. */
const wordAnswer = z.object({
  text: z.string(),
  box: z.tuple([number, number, number, number]),
  confidence: number.optional(),
});

/**
 * `{"text": "..."}`, alone, fenced or between words; a fence; or else the whole answer. `text` may be a list of lines; without it `words` are joined.
 * Words around a text that is not in JSON (`The text says:`) belong to it: that is what JSON is asked for.
 */
export function readText(said: string, picture: PictureContext | undefined): TextRead {
  const answers = jsonObjectsOf(said).filter((object) => 'text' in object || 'words' in object);
  const texts = answers.map(textOf);
  const words = answers.length === 1 && picture ? wordMarks(answers[0]!.words, picture) : [];
  if (texts.some((text) => text === undefined)) return { unreadable: 'The "text" of the answer is no text.', words };
  const different = [...new Set(texts as string[])];
  if (different.length > 1)
    return {
      unreadable: `The answer gives ${different.length} different texts, and doesn't say which it means.`,
      words,
    };
  if (different.length === 1) return { readings: [different[0]!], words };
  const [whole, ...others] = jsonOf(said);
  // The text in quotes is JSON too.
  if (typeof whole === 'string' && others.length === 0) return { readings: [whole], words };
  const plain = extractAnswer(said, 'json');
  if (looksLikeObject(plain) && /"text"\s*:/.test(plain))
    return { unreadable: `The answer sets out to be JSON, but is none: ${describeJsonError(plain)}.`, words };
  const text = extractAnswer(said);
  return { readings: [...new Set([text, unwrapped(text, 'text'), plain, said.trim()])], words };
}

function textOf({ text, words }: { [key: string]: unknown }): string | undefined {
  if (text !== undefined) return textAnswer.safeParse(text).data;
  return z
    .array(wordAnswer.pick({ text: true }))
    .safeParse(words)
    .data?.map((word) => word.text)
    .join(' ');
}

function wordMarks(words: unknown, picture: PictureContext): FoundMark[] {
  if (!Array.isArray(words)) return [];
  const sent = { width: picture.sentWidth, height: picture.sentHeight };
  return words.flatMap((word): FoundMark[] => {
    const { data } = wordAnswer.safeParse(word);
    if (!data) return [];
    const [x1, y1, x2, y2] = data.box;
    if (!(0 <= x1 && x1 <= x2 && x2 <= sent.width && 0 <= y1 && y1 <= y2 && y2 <= sent.height)) return [];
    const confidence =
      data.confidence !== undefined && data.confidence >= 0 && data.confidence <= 1
        ? { measure: { name: 'confidence' as const, value: data.confidence } }
        : {};
    return [{ shape: canonicalBox(data.box, sent), label: data.text, state: 'note', truth: null, ...confidence }];
  });
}
