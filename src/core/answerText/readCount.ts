// Finds the one count that an answer gives. Where several different numbers could be meant it says so: a guess would be right by luck.

import { wordEnd, wordStart } from './answerWords';
import { numberOfWord } from '../scores/numberOfWord';
import { extractAnswer } from './extractAnswer';
import { isAnswerObject, jsonOf, valueOf, writingsOf } from './jsonAnswer';
import { unwrapped } from './wrappers';
import { JsonNumber } from './jsonNumber';

type CountRead = { count: number } | { unreadable: string };

/**
 * `{"count": 7}`, a number or number word alone (0-20), or prose in which only one number occurs, however often. Numbers inside words
 * (`img2`) are none. JSON decides where there is any with a count in it.
 */
export function readCount(said: string): CountRead {
  const values = jsonOf(said);
  if (values.length > 0) {
    const given = values.flatMap(countsIn);
    if (given.length > 0) return oneOf(given);
    if (values.some((value) => value !== null && typeof value === 'object'))
      return { unreadable: 'The JSON of the answer has no "count".' };
  }
  const tokens = numbersIn(extractAnswer(said, 'value'));
  return tokens.length > 0 ? oneOf(tokens) : { unreadable: 'There is no number in the answer.' };
}

/** The `count` of an object, or its only entry; a number as it is. */
function countsIn(value: unknown): string[] {
  const count = isAnswerObject(value) ? valueOf(value, 'count') : value;
  if (count instanceof JsonNumber) return [writingsOf(count).at(-1)!];
  return typeof count === 'string' ? [count] : [];
}

function oneOf(texts: readonly string[]): CountRead {
  const numbers = texts.map(toNumber);
  const odd = texts.find((_, index) => numbers[index] === undefined);
  if (odd !== undefined)
    return { unreadable: `${JSON.stringify(odd)} is no count: a whole number from 0 was asked for.` };
  const different = [...new Set(numbers as number[])];
  if (different.length > 1)
    return {
      unreadable: `The answer gives several numbers, ${different.slice(0, 5).join(', ')}${different.length > 5 ? ', ...' : ''}, and doesn't say which is the count.`,
    };
  return { count: different[0]! };
}

/** Digits in threes: `1,204`, `1'204`, and with the blanks that keep a number on one line. A plain blank may stand between two numbers. */
const groups = "(?:(?<group>[,'’\\u00a0\\u2009\\u202f])\\d{3}(?:\\k<group>\\d{3})*(?!\\d))";
const grouped = new RegExp(`^\\d{1,3}${groups}$`);

/** Whole and not negative: `7`, `7.0`, `1,204`, `seven`. */
function toNumber(text: string): number | undefined {
  const written = unwrapped(text, 'value');
  const plain = grouped.test(written) ? written.replace(/\D/g, '') : written;
  if (/^\d+(?:\.0+)?$/.test(plain)) {
    const value = Number(plain);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  return numberOfWord(plain);
}

/** No part of a word (`7` in `有7只猫` is none), no number of a picture (`图7`, `第7`), and no share: *100% sure*. */
const number = new RegExp(
  `(?<![_.第图圖図]|\\d['’])${wordStart}-?(?:\\d{1,3}${groups}|\\d+(?!\\d))(?:\\.\\d+(?!\\d))?(?!_|[\\d.]*\\s?%)${wordEnd}`,
  'gu',
);

function numbersIn(prose: string): string[] {
  const digits = prose.match(number) ?? [];
  const words = (prose.match(/\p{L}+/gu) ?? []).filter((word) => numberOfWord(word) !== undefined);
  return [...digits, ...words];
}
