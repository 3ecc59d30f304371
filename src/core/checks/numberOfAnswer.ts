// Which of the numbers of an answer is meant: the one that is said to be the answer, else the one that stands alone, else the last one.

import { extractAnswer } from '../answerText/extractAnswer';
import { markedAnswer } from '../answerText/markedAnswer';
import type { JsonNumber } from '../answerText/jsonNumber';
import { leadIn } from '../answerText/wrappers';
import { lastNumberInWords } from './lastNumberInWords';
import { numbersIn, type DecimalSign, type FoundNumber } from './numbersIn';

interface AnswerNumber {
  written: string;
  readings: JsonNumber[];
}

const leads = new RegExp(`${leadIn}|####\\s*|\\*\\*(?:final )?answer:?\\*\\*:?\\s*`, 'giu');

/**
 * What is in the marks of an answer comes first, then what the words lead to, then what is in its fence; see `numberOf`. `said` is without thinking.
 */
export function numberOfAnswer(said: string, unit: string | undefined, decimal: DecimalSign): AnswerNumber | undefined {
  const marked = markedAnswer(said, false);
  if (marked !== undefined) return numberOf(marked, unit, decimal) ?? numberOf(said, unit, decimal);
  const led = ledTo(said, meant(said, unit, decimal));
  return led ?? numberOf(extractAnswer(said), unit, decimal) ?? numberOf(said, unit, decimal);
}

/**
 * With `unit` the numbers that have it count, where there are any. Of several: behind the last *the answer is* the first one, or what the last `=` of
 * that line comes to; else that of a first or last line which is nothing but a number; else the last one. Without digits a word of a short answer counts, *seven*.
 */
function numberOf(text: string, unit: string | undefined, decimal: DecimalSign): AnswerNumber | undefined {
  const numbers = meant(text, unit, decimal);
  if (numbers.length === 0) return wordNumber(text);
  return ledTo(text, numbers) ?? alone(text, numbers) ?? numbers.at(-1);
}

/** `6, not 5` says 6. */
const denial = /\b(?:not|n't|rather than|instead of)\s+\S{0,3}$/i;
const mostOfDenial = 20;

function meant(text: string, unit: string | undefined, decimal: DecimalSign): FoundNumber[] {
  const all = numbersIn(text, decimal).filter(
    ({ start }) => !denial.test(text.slice(Math.max(0, start - mostOfDenial), start)),
  );
  const withUnit = unit === undefined ? [] : all.filter((one) => hasUnit(text, one, unit));
  return withUnit.length > 0 ? withUnit : all;
}

function hasUnit(text: string, { start, end }: FoundNumber, unit: string): boolean {
  const behind = text.slice(end).trimStart();
  const isBehind = behind.startsWith(unit) && !/^[\p{L}\p{N}]/u.test(behind.slice(unit.length));
  return isBehind || text.slice(start, end).includes(unit) || text.slice(0, start).trimEnd().endsWith(unit);
}

/** Behind the last words that lead to an answer, on the same line. */
function ledTo(text: string, numbers: readonly FoundNumber[]): FoundNumber | undefined {
  for (const lead of [...text.matchAll(leads)].reverse()) {
    const from = lead.index + lead[0].length;
    const lineEnd = text.indexOf('\n', from);
    const to = lineEnd < 0 ? text.length : lineEnd;
    const behind = numbers.filter(({ start }) => start >= from && start < to);
    const equals = text.lastIndexOf('=', behind.at(-1)?.start ?? from);
    const found = behind.find(({ start }) => start > equals) ?? behind[0];
    if (found) return found;
  }
  return undefined;
}

/** Of a first or last line that is a number and at most a word or two of unit. */
function alone(text: string, numbers: readonly FoundNumber[]): FoundNumber | undefined {
  const lines = text.trim().split('\n');
  if (lines.length < 2) return undefined;
  const last = text.trimEnd().length;
  const first = text.length - text.trimStart().length;
  const found = (line: string, from: number): FoundNumber | undefined => {
    const inside = numbers.filter(({ start, end }) => start >= from && end <= from + line.length);
    const rest =
      inside.length === 1 ? line.replace(inside[0]!.written, '').replace(/[*_`$.\s\\()[\]]/g, '') : 'several';
    return rest.length <= 5 ? inside[0] : undefined;
  };
  return found(lines.at(-1)!, last - lines.at(-1)!.length) ?? found(lines[0]!, first);
}

/** In longer texts *one* is mostly no number. */
const mostWords = 8;

function wordNumber(text: string): AnswerNumber | undefined {
  return (text.match(/\p{L}+/gu) ?? []).length > mostWords ? undefined : lastNumberInWords(text);
}
