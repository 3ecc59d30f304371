// A number in English words: `forty-two`, `one hundred and five`, `minus three`, `two thirds`, `two and a half`, `half a dozen`.

import { JsonNumber } from '../answerText/jsonNumber';
import { numberOfWord } from '../scores/numberOfWord';

const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales: { readonly [word: string]: number } = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
/** Counted themselves, *a dozen*, and with nothing smaller behind them. */
const dozens: { readonly [word: string]: number } = { dozen: 12, dozens: 12 };
const parts: { readonly [word: string]: number } = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fourth: 4,
  fourths: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  sixths: 6,
  eighth: 8,
  eighths: 8,
  tenth: 10,
  tenths: 10,
};
const signs = new Set(['minus', 'negative']);
const articles = new Set(['a', 'an']);

interface WordNumber {
  written: string;
  readings: JsonNumber[];
  /** Offsets in the text, end exclusive. */
  start: number;
  end: number;
}

interface Run {
  words: string[];
  isDenied: boolean;
  start: number;
  end: number;
}

/** The last one of a short text without digits; undefined where there is none, or only what is said not to be it. */
export function lastNumberInWords(text: string): WordNumber | undefined {
  const read = runsOf(text).flatMap((run) => {
    const words = [...run.words];
    // *two and*, *five a (day)*
    while (words.at(-1) === 'and' || articles.has(words.at(-1) ?? '')) words.pop();
    const value = run.isDenied ? undefined : valueOf(words);
    return value === undefined ? [] : [{ words, value, run }];
  });
  const last = read.at(-1);
  return (
    last && {
      written: last.words.join(' '),
      readings: [new JsonNumber(String(last.value))],
      start: last.run.start,
      end: last.run.end,
    }
  );
}

/** Words of numbers one after the other, with *and* and *a* between them. */
function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let before = '';
  let run: Run | undefined;
  let wordEnd = 0;
  for (const { index, 0: word } of text.matchAll(/\p{L}+/gu)) {
    const lower = word.toLowerCase();
    const goesOn = run !== undefined && /^(?:\s+|\s*[-‐‑]\s*)$/.test(text.slice(wordEnd, index));
    const isLink = lower === 'and' ? goesOn : articles.has(lower);
    if (!isNumberWord(lower) && !isLink) run = undefined;
    else if (goesOn && !signs.has(lower)) run!.words.push(lower);
    else runs.push((run = { words: [lower], isDenied: before === 'not' || before === 't', start: index, end: index }));
    wordEnd = index + word.length;
    if (run && isNumberWord(lower)) run.end = wordEnd;
    before = lower;
  }
  return runs;
}

function isNumberWord(word: string): boolean {
  return (
    smallOf(word) !== undefined ||
    word === 'hundred' ||
    [scales, dozens, parts].some((all) => Object.hasOwn(all, word)) ||
    signs.has(word)
  );
}

/** 0 to 20, and 30, 40 ... 90. */
function smallOf(word: string): number | undefined {
  const ten = tens.indexOf(word);
  return ten < 0 ? numberOfWord(word) : (ten + 2) * 10;
}

function valueOf(words: readonly string[]): number | undefined {
  const isNegative = signs.has(words[0] ?? '');
  const counted = isNegative ? words.slice(1) : words;
  const value = withPart(counted) ?? partOf(counted) ?? wholeOf(counted);
  return value === undefined || !isNegative ? value : -value;
}

/** `two and a half`, `three and three quarters` */
function withPart(words: readonly string[]): number | undefined {
  const and = words.lastIndexOf('and');
  const [whole, part] = [wholeOf(words.slice(0, and)), partOf(words.slice(and + 1))];
  return and < 1 || whole === undefined || part === undefined ? undefined : whole + part;
}

/** `half`, `two thirds`, `half a dozen`, `half a million`, `a quarter` */
function partOf(words: readonly string[]): number | undefined {
  const at = words.findIndex((word) => Object.hasOwn(parts, word));
  if (at < 0) return undefined;
  const [before, behind] = [words.slice(0, at), words.slice(at + 1)];
  const above = before.length === 0 || isArticle(before) ? 1 : wholeOf(before);
  // *third* alone is a place.
  const isPlace = before.length === 0 && words[at] !== 'half';
  const of = behind.length === 0 ? 1 : articles.has(behind[0]!) ? wholeOf(behind) : undefined;
  return above === undefined || of === undefined || isPlace ? undefined : (above / parts[words[at]!]!) * of;
}

function isArticle(words: readonly string[]): boolean {
  return words.length === 1 && articles.has(words[0]!);
}

/** Undefined for words that are no whole number, and for numbers one after the other: *two three*. */
function wholeOf(words: readonly string[]): number | undefined {
  const counted = articles.has(words[0] ?? '') ? words.slice(1) : words;
  const first = counted[0] ?? '';
  const isOfMany = first === 'hundred' || Object.hasOwn(scales, first) || Object.hasOwn(dozens, first);
  if (smallOf(first) === undefined && !isOfMany) return undefined;
  if (counted.length < words.length && !isOfMany) return undefined;
  let sum = 0;
  // *a hundred*
  let group = isOfMany ? 1 : 0;
  let room = 1000;
  for (const word of counted) {
    const small = smallOf(word);
    if (small !== undefined) {
      if (small >= room) return undefined;
      group += small;
      room = small >= 20 && small % 10 === 0 ? 10 : 0;
    } else if (word === 'hundred') {
      group *= 100;
      room = 100;
    } else if (scales[word] !== undefined) {
      sum += group * scales[word];
      group = 0;
      room = 1000;
    } else if (dozens[word] !== undefined) {
      group *= dozens[word];
      room = 0;
    } else if (word !== 'and') return undefined;
  }
  return sum + group;
}
