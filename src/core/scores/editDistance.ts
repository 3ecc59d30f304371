// The edit distance of two lists of tokens: characters or words. `fastest-levenshtein` does it on UTF-16 units, so every token becomes one.

import { distance } from 'fastest-levenshtein';

/**
 * The least number of substitutions, deletions and insertions that make `truth` of `found` (Levenshtein 1966).
 * What is found beyond three times the truth and 1000 tokens counts as inserted: the rate is above 2 then in any case, and a model that repeats itself
 * for ever must not hold up the clocks of the others. Throws a RangeError when `truth` has more than 65,534 different tokens.
 */
export function editDistance(truth: readonly string[], found: readonly string[]): number {
  const codes = new Map<string, number>();
  for (const token of truth) if (!codes.has(token)) codes.set(token, codes.size + 1);
  if (codes.size >= 0xffff)
    throw new RangeError('the expected text has more than 65,534 different characters or words');
  // A token that the truth hasn't equals nothing in it, so that all such may share a code.
  const encode = (tokens: readonly string[]): string =>
    tokens.map((token) => String.fromCharCode(codes.get(token) ?? 0)).join('');
  const most = Math.max(1000, 3 * truth.length);
  return distance(encode(truth), encode(found.slice(0, most))) + Math.max(0, found.length - most);
}

/** Unicode code points; of a text in NFC these are what people call characters, but for some scripts and emoji. */
export function toCodePoints(text: string): string[] {
  return Array.from(text);
}

/** What stands between blanks. In scripts without blanks a line is one word, so that CER says more there. */
export function toWords(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}
