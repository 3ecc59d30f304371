// Which number of a text is the one it states: of the last sentence that has one, the last number that is not said aside.

import { numbersIn, readingsOf, type FoundNumber } from './numbersIn';

/** Whether a number of a sentence may count, such as one with the right unit. */
export type Accepts = (text: string, number: FoundNumber) => boolean;

/** A number of a sentence, which is the text that its offsets are of. */
export interface StatedNumber {
  sentence: string;
  number: FoundNumber;
}

/** Characters. Nobody states a number farther from the end of an answer, or from the words that lead to it. */
const mostLookedAt = 100_000;
/** What is longer is no sentence but a list without an end. */
const mostOfSentence = 5000;

/** Without stars of bold, which stand between a number and its unit; those of `10**6` stay. */
function sentencesOf(text: string): string[] {
  const plain = text.includes('**') ? text.replace(/(?<!\p{N})\*\*|\*\*(?!\p{N})/gu, '') : text;
  return plain.split(/(?<=[.!?…])\s+|(?<=[。！？])|\n+/).flatMap(pieces);
}

function pieces(sentence: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < sentence.length;) {
    const blank = sentence.indexOf(' ', at + mostOfSentence);
    const end = blank < 0 ? sentence.length : blank;
    found.push(sentence.slice(at, end));
    at = end;
  }
  return found;
}

/**
 * Aside is what stands in brackets, in a footnote (`[1]`), and behind *because* where the sentence has a number before. It counts where the text has
 * nothing else. What its sentence denies does not count at all: `6, not 5`.
 */
export function statedNumber(text: string, accepts: Accepts): StatedNumber | undefined {
  let aside: StatedNumber | undefined;
  for (const sentence of sentencesOf(text.slice(-mostLookedAt)).reverse()) {
    const numbers = numbersOf(sentence, accepts);
    const number = withoutAsides(sentence, numbers).at(-1);
    if (number) return { sentence, number };
    if (numbers.length > 0) aside ??= { sentence, number: numbers.at(-1)! };
  }
  return aside;
}

/** The same of a text that begins with what it states: of its first sentence that has one the first, or what the last `=` before an aside comes to. */
export function firstStatedNumber(text: string, accepts: Accepts): StatedNumber | undefined {
  for (const sentence of sentencesOf(text.slice(0, mostLookedAt))) {
    const numbers = numbersOf(sentence, accepts);
    const main = withoutAsides(sentence, numbers);
    const candidates = main.length > 0 ? main : numbers;
    const equals = sentence.lastIndexOf('=', candidates.at(-1)?.start);
    const number = candidates.find(({ start }) => start > equals) ?? candidates[0];
    if (number) return { sentence, number };
  }
  return undefined;
}

function numbersOf(sentence: string, accepts: Accepts): FoundNumber[] {
  if (!/[\p{Nd}\p{No}]/u.test(sentence)) return [];
  return countingNumbers(sentence).filter((number) => accepts(sentence, number));
}

const denial =
  /(?:\b(?:not|never|rather than|instead of|except)|n['’]t)\s+(?:(?:be|equal to|exactly|quite|only)\s+)?\S{0,3}$/i;
const mostOfDenial = 30;
const deniedBehind = /^\S{0,3}\s(?:is|was|would be)\s(?:wrong|incorrect|false|not\b)/i;

/** Those that the sentence does not deny, in other words or by saying them again: `maybe 5, or not 5`. */
export function countingNumbers(sentence: string): FoundNumber[] {
  const numbers = withoutRanges(sentence, numbersIn(sentence));
  if (!/\b(?:not|never|than|of|except|wrong|incorrect|false)\b|n['’]t/i.test(sentence)) return numbers;
  const denied = new Set<string>();
  let last: FoundNumber | undefined;
  for (const number of numbers) {
    const before = sentence.slice(Math.max(0, number.start - mostOfDenial), number.start);
    const goesOn =
      last !== undefined && denied.has(last.written) && /^\s(?:n?or)\s$/i.test(sentence.slice(last.end, number.start));
    if (goesOn || denial.test(before) || deniedBehind.test(sentence.slice(number.end, number.end + mostOfDenial)))
      denied.add(number.written);
    last = number;
  }
  return numbers.filter(({ written }) => !denied.has(written));
}

/** Between two numbers of which neither is the answer: `3-5`, `5 or 6`. */
const hedge = /^(?:[-–—~〜]|\s(?:or|oder|ou|o|или)\s)$/i;

function withoutRanges(sentence: string, numbers: readonly FoundNumber[]): FoundNumber[] {
  const hedged = new Set<FoundNumber>();
  for (const [index, next] of numbers.entries()) {
    const one = numbers[index - 1];
    if (one && hedge.test(sentence.slice(one.end, next.start)) && !areAlike(one, next)) hedged.add(one).add(next);
  }
  return numbers.filter((number) => !hedged.has(number));
}

/** `1/2 or 0.5` says one thing in two ways. */
function areAlike(one: FoundNumber, next: FoundNumber): boolean {
  const other = readingsOf(next, 'point');
  return readingsOf(one, 'point').some((reading) => other.some((again) => again.equals(reading)));
}

const reason =
  /(?<![\p{L}\p{N}])(?:because|since|given that|due to|weil|denn|omdat|parce que?|puisque|porque|ya que|perché|poiché|потому|так как)(?!\p{L})|因为|因為|なぜなら/giu;

function withoutAsides(sentence: string, numbers: readonly FoundNumber[]): FoundNumber[] {
  const first = numbers[0];
  if (!first) return [];
  const because = [...sentence.matchAll(reason)].find(({ index }) => index > first.start)?.index ?? Infinity;
  const brackets = bracketsIn(sentence);
  let next = 0;
  return numbers.filter(({ start, end }) => {
    while (next < brackets.length && brackets[next]!.end < end) next++;
    const around = brackets[next];
    return start < because && !(around && around.start <= start);
  });
}

/** `(...)` but not TeX's `\\(...\\)`, and footnotes: `[1]`, `[2, 3]`, `[^1]`. In the order of the text; of brackets in brackets the outer ones. */
function bracketsIn(sentence: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const opened: number[] = [];
  for (const { index, 0: sign } of sentence.matchAll(/\\[()[\]]|[()（）]|\[\^?\d+(?:\s?[,–-]\s?\d+)*\](?!\()/g)) {
    if (sign.startsWith('\\')) continue;
    if (sign.startsWith('[')) {
      if (opened.length === 0) found.push({ start: index, end: index + sign.length });
    } else if (sign === '(' || sign === '（') opened.push(index);
    else {
      const start = opened.pop();
      if (start === undefined || opened.length > 0) continue;
      found.push({ start, end: index + 1 });
    }
  }
  return found;
}
