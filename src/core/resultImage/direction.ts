// The order in which the letters of a line stand: Unicode's algorithm for text of two directions (https://www.unicode.org/reports/tr9/).
// Marks that would turn the direction are drawn as boxes and turn nothing, so that no text can look like another one.

import bidiFactory from 'bidi-js';
import { betweenFacts } from './testWords';

const { getEmbeddingLevels } = bidiFactory();

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Facts beside one another do not turn each other around, and tabs are what does so in this algorithm. */
const tabs = betweenFacts.replaceAll(' ', '\t');
/** Stands for what is drawn as a box, and belongs to no direction. */
const neutral = '\ufffc';

export type BaseDirection = 'ltr' | 'rtl';

/** The direction of the first letter that has one. */
export function baseDirection(text: string): BaseDirection {
  return rightToLeft.test(/[\p{L}]/u.exec(text)?.[0] ?? '') ? 'rtl' : 'ltr';
}

interface DirectedText {
  text: string;
  /** Null for what is drawn as a box. */
  family: string | null;
}

/** The embedding level of each piece of a paragraph, in which odd levels go from right to left. */
export function directionLevels(pieces: readonly DirectedText[], base: BaseDirection): number[] {
  if (base === 'ltr' && !pieces.some(({ text }) => rightToLeft.test(text))) return pieces.map(() => 0);
  const texts = pieces.map(({ text, family }) => (family === null ? neutral : text));
  const { levels } = getEmbeddingLevels(texts.join('').replaceAll(betweenFacts, tabs), base);
  let at = 0;
  return texts.map((text) => {
    const level = levels[at] ?? 0;
    at += text.length;
    return level;
  });
}

/** Pieces of a line from left to right (rule L2): what goes to the left is turned around, the innermost first. */
export function fromLeftToRight<Piece extends { level: number }>(pieces: readonly Piece[]): Piece[] {
  const ordered = [...pieces];
  const highest = Math.max(0, ...pieces.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start;
      while (end < ordered.length && ordered[end]!.level >= level) end++;
      if (end > start + 1) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse());
      start = Math.max(start, end - 1);
    }
  }
  return ordered;
}
