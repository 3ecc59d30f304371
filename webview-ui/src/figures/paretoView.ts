// Where the models of a run stand in the Pareto plot: time or cost against accuracy. Pure; who beats whom is `paretoPlaces`.

import { paretoCandidate, paretoPlaces } from '../../../src/shared/figures/pareto';
import type { FigureRow } from './figureColumn';

export type ParetoAxis = 'time' | 'cost';

export interface ParetoPoint {
  model: string;
  title: string;
  /** Mean `total`, ms, or mean cost of a finished test, USD. */
  x: number;
  /** Accuracy, 0-1. */
  y: number;
  /** Nobody is at least as good in time, cost and accuracy and better in one. */
  isOnFront: boolean;
  /** Titles of the models that are. */
  beatenBy: string[];
}

export interface ParetoView {
  points: ParetoPoint[];
  /** The points that nobody beats in the two figures that are drawn, from left to right. */
  line: ParetoPoint[];
  /** Models without a place, and what of them is not known. */
  unplaced: { title: string; unknown: string }[];
}

/** What is drawn first: time, and cost where no model has a time, as in batches. */
export function firstAxis(rows: readonly FigureRow[]): ParetoAxis {
  return !hasTimes(rows) && rows.some(({ stats }) => stats.costUsd !== null) ? 'cost' : 'time';
}

export function hasTimes(rows: readonly FigureRow[]): boolean {
  return rows.some(({ stats }) => stats.averageTotal !== null);
}

export function paretoView(rows: readonly FigureRow[], axis: ParetoAxis): ParetoView {
  const candidates = rows.map(({ model, stats }) => paretoCandidate({ model: model.model, ...stats }));
  const places = paretoPlaces(candidates);
  // Of the two figures only: the third counts as equally unknown for all.
  const flat = paretoPlaces(candidates.map((one) => ({ ...one, time: one[axis], cost: null })));
  const titles = new Map(rows.map(({ model, title }) => [model.model, title]));
  const points: ParetoPoint[] = [];
  const line: ParetoPoint[] = [];
  const unplaced: ParetoView['unplaced'] = [];
  places.forEach((place, at) => {
    const title = rows[at]!.title;
    const x = place[axis];
    if (x === null || place.accuracy === null) {
      unplaced.push({
        title,
        unknown: [...(place.accuracy === null ? ['accuracy'] : []), ...(x === null ? [axis] : [])].join(' and '),
      });
      return;
    }
    const point = {
      model: place.model,
      title,
      x,
      y: place.accuracy,
      isOnFront: place.isOnFront,
      beatenBy: place.dominatedBy.map((model) => titles.get(model) ?? model),
    };
    points.push(point);
    if (flat[at]!.isOnFront) line.push(point);
  });
  return { points, line: line.sort((a, b) => a.x - b.x || b.y - a.y), unplaced };
}

/** The plot in words, for those who don't see it. */
export function paretoText({ points, line, unplaced }: ParetoView, axis: ParetoAxis): string {
  if (points.length === 0) return `No model has both ${axis} and accuracy.`;
  const front = line.map(({ title }) => title).join(', ');
  const left =
    unplaced.length === 0
      ? ''
      : ` Without a place: ${unplaced.map(({ title, unknown }) => `${title} (${unknown} n/a)`).join(', ')}.`;
  return `Accuracy against ${axis}, ${points.length} ${points.length === 1 ? 'model' : 'models'}. Nobody beats in both: ${front}.${left}`;
}
