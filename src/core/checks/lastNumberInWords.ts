// A number in English words: `forty-two`, `one hundred and five`, `minus three`, `two thirds`.

import { JsonNumber } from '../answerText/jsonNumber';
import { numberOfWord } from '../scores/numberOfWord';

const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales: { readonly [word: string]: number } = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
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

/** The last one of a text without digits; undefined where there is none, or only what is said not to be it. */
export function lastNumberInWords(text: string): { written: string; readings: JsonNumber[] } | undefined {
  const runs: { words: string[]; isDenied: boolean }[] = [];
  let before = '';
  let run: string[] | undefined;
  for (const [, between, word] of text.matchAll(/([^\p{L}]*)(\p{L}+)/gu)) {
    const lower = word!.toLowerCase();
    const goesOn = run !== undefined && /^(?:\s+|\s*[-‐‑]\s*)$/.test(between!);
    if (!isNumberWord(lower) && !(lower === 'and' && goesOn)) run = undefined;
    else if (goesOn && !signs.has(lower)) run!.push(lower);
    else runs.push({ words: (run = [lower]), isDenied: before === 'not' });
    before = lower;
  }
  const read = runs.flatMap(({ words, isDenied }) => {
    const value = isDenied ? undefined : valueOf(words);
    return value === undefined ? [] : [{ written: words.join(' ').replace(/ and$/, ''), value }];
  });
  const last = read.at(-1);
  return last && { written: last.written, readings: [new JsonNumber(String(last.value))] };
}

function isNumberWord(word: string): boolean {
  return (
    smallOf(word) !== undefined ||
    word === 'hundred' ||
    [scales, parts].some((all) => Object.hasOwn(all, word)) ||
    signs.has(word)
  );
}

/** 0 to 20, and 30, 40 ... 90. */
function smallOf(word: string): number | undefined {
  const ten = tens.indexOf(word);
  return ten < 0 ? numberOfWord(word) : (ten + 2) * 10;
}

/** Undefined for words that begin with no number, such as *half*, and for numbers one after the other: *two three*. */
function valueOf(words: readonly string[]): number | undefined {
  const isNegative = signs.has(words[0]!);
  const counted = isNegative ? words.slice(1) : words;
  const first = counted[0] ?? '';
  const isOfMany = first === 'hundred' || Object.hasOwn(scales, first);
  if (smallOf(first) === undefined && !isOfMany) return undefined;
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
    } else if (parts[word] !== undefined) {
      return ((isNegative ? -1 : 1) * (sum + group)) / parts[word];
    }
  }
  return (isNegative ? -1 : 1) * (sum + group);
}
