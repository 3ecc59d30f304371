// The words around an answer in any tongue, and where words begin and end where there are no blanks between them.

import { tongues } from './tongues';
import type { Tongue } from './tongue';

/** The alternatives of all tongues; the longer one first, as `是` is a part of `是为`. */
function inAnyTongue(part: keyof Tongue): string {
  return Object.values(tongues)
    .flatMap((tongue) => tongue[part] ?? [])
    .join('|');
}

/** A letter of a script that sets no blanks between words, or joins small ones to the next. */
export const unspaced =
  '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Arabic}\\p{sc=Hebrew}]';
/** Where a word, a number or a letter of an option begins; before it may be a letter of such a script: `选D`. */
export const wordStart = `(?<!(?!${unspaced})[\\p{L}\\p{N}])`;
/** Where it ends; a Turkish ending is not a part of it: `D'dir`. */
export const wordEnd = `(?!(?!${unspaced})[\\p{L}\\p{N}]|['’](?![dt][ıiuü]r))`;
/** Behind a word that the next one may follow without a blank only in such a script. */
const wordBreak = `(?:(?<=${unspaced})|(?![\\p{L}\\p{N}]))`;

/** Each a group of alternatives, for a regular expression with `u`; they are written in small letters. */
export const words = {
  answer: `(?:${inAnyTongue('answer')})`,
  right: `(?:(?:${inAnyTongue('right')})${wordBreak})`,
  is: `(?:(?:${inAnyTongue('is')})${wordBreak})`,
  option: `(?:${inAnyTongue('option')})`,
  article: `(?:(?:${inAnyTongue('article')})[ \\t]+|l['’])`,
  so: `(?:(?:${inAnyTongue('so')})${wordBreak})`,
  concludes: `(?:${inAnyTongue('concludes')})`,
  explains: `(?:${inAnyTongue('explains')})`,
  not: `(?:${inAnyTongue('not')})`,
  or: `(?:(?<=${unspaced}|[^\\p{L}])(?:${inAnyTongue('or')})${wordBreak})`,
  because: `(?:(?:${inAnyTongue('because')})${wordBreak})`,
  isRight: `(?:(?:${inAnyTongue('isRight')})${wordBreak})`,
  isWrong: `(?:(?:${inAnyTongue('isWrong')})${wordBreak})`,
};
