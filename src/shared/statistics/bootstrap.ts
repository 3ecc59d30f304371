// How far a median or mean could be off, by resampling: percentile bootstrap intervals (Efron 1979), seeded, so that a reviewer
// who computes them again gets the same digits. Pure.

import type { Interval } from './proportions';
import { seededRandom } from './seededRandom';
import { meanOf, medianOf, rankOf } from './statistics';

export type Statistic = 'mean' | 'median';

const bootstrapResamples = 2000;

/** The seed of every interval, beside the statistic and the number of values. */
const seedText = 'iso-speed-bench';

/** Two times (1/2)^5 is over 5%: not even the smallest and largest of five values enclose the median with 95%. */
export const leastForInterval = 6;

/** What pairs of values say of a change; `value`, `low` and `high` are of (after - before), in the unit of the values. */
export interface PairedDifference {
  statistic: Statistic;
  /** How many pairs have both values. */
  pairs: number;
  /** The statistic of the first values of the pairs, and of the second. The difference of two medians is not the median difference. */
  before: number;
  after: number;
  value: number;
  /** 95%; null below `leastForInterval` pairs. */
  interval: Interval | null;
}

/**
 * The 95% percentile bootstrap interval of the median or mean: the statistic of 2,000 resamples with replacement, between its
 * 2.5th and 97.5th percentile (nearest rank). The median is the nearest-rank one, as everywhere. Null below `leastForInterval` values.
 */
export function bootstrapInterval(
  values: readonly number[],
  statistic: Statistic,
  resamples = bootstrapResamples,
): Interval | null {
  const n = values.length;
  if (n < leastForInterval) return null;
  const sorted = Float64Array.from(values).sort();
  const random = seededRandom(`${seedText} ${statistic} ${n}`);
  const draw = statistic === 'mean' ? () => resampledMean(sorted, random) : medianSampler(sorted, random);
  const drawn = Float64Array.from({ length: resamples }, draw).sort();
  return { low: drawn[rankOf(resamples, 0.025)]!, high: drawn[rankOf(resamples, 0.975)]! };
}

/**
 * The change between paired values: the mean or median of (after - before) with the bootstrap interval over pairs, which are resampled as
 * pairs so that easy and hard prompts stay what they are. Null for no pairs.
 */
export function pairedDifference(
  pairs: readonly { before: number; after: number }[],
  statistic: Statistic,
): PairedDifference | null {
  if (pairs.length === 0) return null;
  const of = statistic === 'mean' ? meanOf : medianOf;
  const differences = pairs.map(({ before, after }) => after - before);
  return {
    statistic,
    pairs: pairs.length,
    before: of(pairs.map((pair) => pair.before))!,
    after: of(pairs.map((pair) => pair.after))!,
    value: of(differences)!,
    interval: bootstrapInterval(differences, statistic),
  };
}

function resampledMean(values: Float64Array, random: () => number): number {
  let sum = 0;
  for (let taken = 0; taken < values.length; taken++) sum += values[Math.floor(random() * values.length)]!;
  return sum / values.length;
}

/** Draws medians of resamples of sorted values by counting positions, so that no resample is sorted. */
function medianSampler(sorted: Float64Array, random: () => number): () => number {
  const n = sorted.length;
  const counts = new Uint32Array(n);
  const rank = rankOf(n, 0.5);
  return () => {
    counts.fill(0);
    for (let taken = 0; taken < n; taken++) counts[Math.floor(random() * n)]!++;
    let position = 0;
    for (let below = counts[0]!; below <= rank; below += counts[position]!) position++;
    return sorted[position]!;
  };
}
