// What describes a list of measured values: mean, spread, and percentiles only where there are enough values for them.
// Pure; knows nothing of tests and runs. What a figure means is said in docs/metrics.md.

/** A summary of values that were measured; null is *too few values to say*, never 0. */
export interface Distribution {
  /** How many values there are. */
  n: number;
  mean: number | null;
  min: number | null;
  max: number | null;
  /** The standard deviation of a sample (divided by n - 1); null below two values. */
  standardDeviation: number | null;
  p50: number | null;
  /** Null below `leastForP90` values. */
  p90: number | null;
  /** Null below `leastForP90` values. */
  p95: number | null;
  /** Null below `leastForP99` values. */
  p99: number | null;
}

/** The least values for p90 and p95: with fewer, p95 would be another name for the largest. */
export const leastForP90 = 20;
/** The same for p99. */
export const leastForP99 = 100;

/** Describes values in any order and unit; does not change the list. */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = sortedValues(values);
  const n = sorted.length;
  return {
    n,
    mean: meanOf(sorted),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    standardDeviation: standardDeviationOf(sorted),
    p50: sortedNearestRank(sorted, 0.5),
    p90: n < leastForP90 ? null : sortedNearestRank(sorted, 0.9),
    p95: n < leastForP90 ? null : sortedNearestRank(sorted, 0.95),
    p99: n < leastForP99 ? null : sortedNearestRank(sorted, 0.99),
  };
}

/** The mean; null for none. */
export function meanOf(values: ArrayLike<number>): number | null {
  return values.length === 0 ? null : sumOf(values, (value) => value) / values.length;
}

/** The standard deviation of a sample: the squares' sum divided by n - 1; null for fewer than two values. */
export function standardDeviationOf(values: ArrayLike<number>): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  return Math.sqrt(sumOf(values, (value) => (value - mean) ** 2) / (values.length - 1));
}

function sumOf(values: ArrayLike<number>, term: (value: number) => number): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += term(values[at]!);
  return sum;
}

/** Sorted as numbers, by the engine's own fast way: this is asked for while a run goes on. */
function sortedValues(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** The nearest-rank percentile: the smallest value with at least `p` (0-1) of all values at or below it. Null for none. */
export function nearestRank(values: readonly number[], p: number): number | null {
  return sortedNearestRank(sortedValues(values), p);
}

/** The nearest-rank median; null for none. */
export function medianOf(values: readonly number[]): number | null {
  return nearestRank(values, 0.5);
}

/** `nearestRank` of values that are in ascending order already. */
export function sortedNearestRank(sorted: ArrayLike<number>, p: number): number | null {
  return sorted[rankOf(sorted.length, p)] ?? null;
}

/** The position, from 0, of the nearest-rank percentile among `count` sorted values. */
export function rankOf(count: number, p: number): number {
  // 0.07 x 100 is 7.000000000000001 in floating point, and must not become rank 8.
  return Math.max(0, Math.ceil(p * count - 1e-9) - 1);
}

/** The mean of the values that are known, value by value, without keeping them. */
export class RunningMean {
  private total = 0;
  private known = 0;

  /** null is *not measured* and does not count. */
  add(value: number | null): void {
    if (value === null) return;
    this.total += value;
    this.known++;
  }

  get sum(): number {
    return this.total;
  }

  get count(): number {
    return this.known;
  }

  get value(): number | null {
    return this.known === 0 ? null : this.total / this.known;
  }
}
