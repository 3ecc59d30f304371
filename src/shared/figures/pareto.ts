// Which models nobody beats in time, cost and accuracy at once: the Pareto front. Pure.

import type { ModelStats } from './runStats';

export interface ParetoCandidate {
  model: string;
  /** Mean `total` of judged tests, ms; null is unknown. */
  time: number | null;
  /** Mean cost of a finished test, USD; null is unknown, never 0. */
  cost: number | null;
  /** 0-1; null when nothing was judged. */
  accuracy: number | null;
}

interface ParetoPlace extends ParetoCandidate {
  /** True when no other model is at least as good in everything and better in something. */
  isOnFront: boolean;
  /** The models that are, in the order of the candidates. */
  dominatedBy: string[];
  /** What of it is not known. Without an accuracy, or a time where others have one, a model has no place: it is neither on the front nor beats anybody. */
  unknown: ('time' | 'cost' | 'accuracy')[];
}

/**
 * The place of each candidate, in their order. An unknown cost counts as higher than every known one: what is not told is
 * no advantage. Two unknown costs are equal. Equal models are both on the front or both not.
 */
export function paretoPlaces(candidates: readonly ParetoCandidate[]): ParetoPlace[] {
  // Where no model has a time, as in batches, times tell none from another, and cost and accuracy do.
  const isTimed = candidates.some(({ time }) => time !== null);
  const placeOf = ({ time, cost, accuracy }: ParetoCandidate): Place | null =>
    accuracy === null || (isTimed && time === null) ? null : { time: time ?? 0, cost: cost ?? Infinity, accuracy };
  const placed = candidates.flatMap((one) => {
    const place = placeOf(one);
    return place ? [{ model: one.model, place }] : [];
  });
  return candidates.map((one) => {
    const unknown = (['time', 'cost', 'accuracy'] as const).filter((figure) => one[figure] === null);
    const place = placeOf(one);
    const dominatedBy = place
      ? placed.filter((other) => dominates(other.place, place)).map((other) => other.model)
      : [];
    return { ...one, unknown, dominatedBy, isOnFront: place !== null && dominatedBy.length === 0 };
  });
}

/** The candidate that a model of a run is. Its cost counts only when that of every finished test is known. */
export function paretoCandidate({
  model,
  averageTotal,
  accuracy,
  costUsd,
  priced,
  finished,
}: { model: string } & Pick<
  ModelStats,
  'averageTotal' | 'accuracy' | 'costUsd' | 'priced' | 'finished'
>): ParetoCandidate {
  return {
    model,
    time: averageTotal,
    accuracy,
    cost: costUsd !== null && finished > 0 && priced === finished ? costUsd / finished : null,
  };
}

interface Place {
  time: number;
  cost: number;
  accuracy: number;
}

function dominates(one: Place, other: Place): boolean {
  const isNowhereWorse = one.time <= other.time && one.cost <= other.cost && one.accuracy >= other.accuracy;
  return isNowhereWorse && (one.time < other.time || one.cost < other.cost || one.accuracy > other.accuracy);
}
