// How far a text that was read is from the one that stands there. Texts come in normalized (`normalizeText`); nothing is normalized here.

import { editDistance, toCodePoints, toWords } from './editDistance';

export interface ErrorRate {
  /** Substitutions, deletions and insertions. */
  errors: number;
  /** Characters or words of the truth. */
  length: number;
  /** errors / length; above 1 when much was inserted. */
  rate: number;
}

/**
 * CER = (S + D + I) / N by code points, N those of the truth (Morris et al. 2004, for words).
 * For a truth without any it is 0 when nothing was found either, else 1.
 */
export function characterErrorRate(truth: string, found: string): ErrorRate {
  return errorRate(toCodePoints(truth), toCodePoints(found));
}

/** WER: the same by words. */
export function wordErrorRate(truth: string, found: string): ErrorRate {
  return errorRate(toWords(truth), toWords(found));
}

/**
 * ANLS of one question, 0-1: the best over all truths of 1 - NL where NL < 0.5, else 0; NL is the edit distance over the length of the
 * longer text, by code points (Biten et al. 2019, Scene Text Visual Question Answering). They compare without case: put `case` into `normalize`.
 * `rates` are the `characterErrorRate` of each truth.
 */
export function anls(rates: readonly ErrorRate[], found: string): number {
  const foundLength = toCodePoints(found).length;
  return rates.reduce((best, { errors, length }) => {
    const longer = Math.max(length, foundLength);
    if (longer === 0) return 1;
    // Divided once, so that 17 of 25 is 0.68 and not a little less.
    return Math.max(best, 2 * errors < longer ? (longer - errors) / longer : 0);
  }, 0);
}

function errorRate(truth: readonly string[], found: readonly string[]): ErrorRate {
  const errors = editDistance(truth, found);
  return { errors, length: truth.length, rate: truth.length > 0 ? errors / truth.length : Math.min(1, errors) };
}
