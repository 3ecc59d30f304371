// What was taken for what, and the F1 of classes. From judged tests only.

import type { TestState } from '../run/runState';
import { meanOf } from '../statistics/statistics';

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
