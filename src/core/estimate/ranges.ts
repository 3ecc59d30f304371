// Reckoning with what is not known exactly: a low, a likely and a high end.

import type { Range } from '../cost/guessTokens';

/** Null when one of the ends is. */
export function rangeOf(value: (end: keyof Range) => number | null): Range | null {
  const [low, likely, high] = [value('low'), value('likely'), value('high')];
  return low === null || likely === null || high === null ? null : { low, likely, high };
}

/** Null when one of them is. */
export function sumKnown(ranges: readonly (Range | null)[]): Range | null {
  const known = ranges.filter((range) => range !== null);
  return known.length < ranges.length ? null : sumRanges(known);
}

export function sumRanges(ranges: readonly Range[]): Range {
  return {
    low: sum(ranges.map((one) => one.low)),
    likely: sum(ranges.map((one) => one.likely)),
    high: sum(ranges.map((one) => one.high)),
  };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
