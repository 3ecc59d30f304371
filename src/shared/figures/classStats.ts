// The figures of `classify` tests: what was taken for what. From judged tests only.

import type { TestState } from '../run/runState';
import { meanOf } from '../statistics/statistics';
import { measured, share, type TypeFigure } from './testTypeFigures';

/** Rows are what was right, columns what was answered. */
export interface ConfusionMatrix {
  /** The classes that were right or answered at least once, sorted. */
  labels: string[];
  /** `counts[row][column]`, in the order of `labels`. */
  counts: number[][];
  /** The tests behind each count: 1-based indices of their prompts. */
  tests: number[][][];
}

/** Counts what was taken for what, over the tests with one right class and one answer; null when there are none. */
export function confusionOf(judged: readonly TestState[]): ConfusionMatrix | null {
  const single = judged.flatMap(({ index, classes }) =>
    classes?.truth.length === 1 && classes.found.length === 1
      ? [{ index, truth: classes.truth[0]!, found: classes.found[0]! }]
      : [],
  );
  if (single.length === 0) return null;
  const labels = [...new Set(single.flatMap(({ truth, found }) => [truth, found]))].sort();
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  const tests: number[][][] = labels.map(() => labels.map(() => []));
  for (const { index, truth, found } of single) tests[placeOf.get(truth)!]![placeOf.get(found)!]!.push(index);
  return { labels, counts: tests.map((row) => row.map((cell) => cell.length)), tests };
}

/**
 * The mean over classes of their F1 = 2 TP / (2 TP + FP + FN), each class counting the same (Opitz and Burst 2019, their averaged F1);
 * classes are those that were right or answered at least once, as scikit-learn has it. Null for no tests.
 */
export function macroF1(judged: readonly TestState[]): number | null {
  const sums = new Map<string, { truePositives: number; all: number }>();
  const add = (label: string, truePositives: number): void => {
    const sum = sums.get(label) ?? { truePositives: 0, all: 0 };
    sums.set(label, { truePositives: sum.truePositives + truePositives, all: sum.all + 1 });
  };
  for (const { classes } of judged) {
    // TP + FN tests have the class as truth, TP + FP as answer; both together are the denominator.
    for (const label of classes?.truth ?? []) add(label, classes!.found.includes(label) ? 1 : 0);
    for (const label of classes?.found ?? []) add(label, 0);
  }
  return meanOf([...sums.values()].map(({ truePositives, all }) => (2 * truePositives) / all));
}

/** Whether a test may name several labels: only then is there more to measure than right or wrong. */
function namesSeveral(test: TestState): boolean {
  return test.measures?.f1 !== undefined;
}

/** `judged` are a model's tests, `ofRun` those of all models: they decide which figures there are. */
export function classFigures(judged: readonly TestState[], ofRun: readonly TestState[]): TypeFigure[] {
  const single = judged.filter((test) => !namesSeveral(test));
  const several = judged.filter(namesSeveral);
  const figures: TypeFigure[] = [];
  if (ofRun.length === 0 || ofRun.some((test) => !namesSeveral(test))) {
    figures.push({
      id: 'accuracy',
      name: 'Top-1',
      unit: 'share',
      isLowerBetter: false,
      value: share(single.filter((test) => test.verdict === 'correct').length, single.length),
      definition: 'Tests for one label in which it is the right one.',
    });
  }
  figures.push({
    id: 'macroF1',
    name: 'Macro-F1',
    unit: 'score',
    isLowerBetter: false,
    value: macroF1(judged),
    definition:
      'F1 of each class over all tests, averaged over the classes that were right or answered, so that rare ones count as much (Opitz and Burst 2019).',
  });
  if (ofRun.some(namesSeveral)) {
    figures.push(
      {
        id: 'exactSet',
        name: 'Exact set',
        unit: 'share',
        isLowerBetter: false,
        value: meanOf(measured(several, 'exact')),
        definition: 'Tests for several labels in which all and only the right ones are named.',
      },
      {
        id: 'f1',
        name: 'F1',
        unit: 'score',
        isLowerBetter: false,
        value: meanOf(measured(several, 'f1')),
        definition: 'Of tests for several labels: the harmonic mean of precision and recall; the mean over tests.',
      },
    );
  }
  return figures;
}
