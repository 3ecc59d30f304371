// What a figure of a test type is, how it is written, and the small sums that all of them need.

import type { TestState } from '../run/runState';
import { meanOf } from '../statistics/statistics';
import { formatPercent } from '../text/format';
import { measures, type MeasureName } from './measures';

export interface TypeFigure {
  /** Stable, for columns and exports: `meanIou`. */
  id: string;
  /** For people: `Mean IoU`. */
  name: string;
  /** Null is *nothing to say it of*, never 0. */
  value: number | null;
  /** `share`: 0-1, written in percent; error rates may be above 1. `score`: 0-1, written as it is. `count`: a number of things. `signed`: one with its sign. */
  unit: 'share' | 'score' | 'count' | 'signed';
  /** Which end is good; null where neither is. */
  isLowerBetter: boolean | null;
  /** One sentence with its source, for a tooltip. */
  definition: string;
  /** How many tests it is of, where that may be fewer than were judged. */
  n?: number;
}

/** `96.7%`, `0.831`, `1.25`, `+0.4`, `n/a`. */
export function formatFigure({ value, unit }: Pick<TypeFigure, 'value' | 'unit'>): string {
  if (value === null) return 'n/a';
  switch (unit) {
    case 'share':
      return formatPercent(value);
    case 'score':
      return value.toFixed(3);
    case 'count':
      return value.toFixed(2);
    case 'signed': {
      const text = value.toFixed(2);
      return Number(text) === 0 ? '0.00' : value > 0 ? `+${text}` : text;
    }
  }
}

/** The values of a measure, of the tests that have it. */
export function measured(tests: readonly TestState[], name: MeasureName): number[] {
  return tests.flatMap(({ measures }) => (measures?.[name] === undefined ? [] : [measures[name]]));
}

/** part / whole; null for a whole of nothing. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function correctShare(judged: readonly TestState[]): number | null {
  return share(judged.filter((test) => test.verdict === 'correct').length, judged.length);
}

/** The share of correct tests, which each type calls and explains in its own way. */
export function accuracy(
  judged: readonly TestState[],
  name = 'Accuracy',
  definition = 'Correct tests among those that were judged.',
): TypeFigure {
  return { id: 'accuracy', name, unit: 'share', isLowerBetter: false, value: correctShare(judged), definition };
}

/** The mean of a measure over the tests that have it, in the words of the measure. `of` completes its definition. */
export function meanFigure(
  judged: readonly TestState[],
  measure: MeasureName,
  figure: Pick<TypeFigure, 'name' | 'unit' | 'isLowerBetter'> & { id?: string; of?: string },
): TypeFigure {
  const { id = measure, of = '', ...shown } = figure;
  const definition = `${measures[measure].definition.replace(/\.$/, of)}; the mean over tests.`;
  return { id, ...shown, value: meanOf(measured(judged, measure)), definition };
}

/** Precision, recall and F1; `what` is matched. */
export function meanRetrieval(judged: readonly TestState[], what: string): TypeFigure[] {
  const names = { precision: 'Precision', recall: 'Recall', f1: 'F1' } as const;
  return (['precision', 'recall', 'f1'] as const).map((measure) =>
    meanFigure(judged, measure, {
      name: names[measure],
      unit: 'score',
      isLowerBetter: false,
      of: ` (${what}, one-to-one)`,
    }),
  );
}
