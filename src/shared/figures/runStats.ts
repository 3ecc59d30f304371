// The figures of a row: counts, accuracy, averages and awards, computed from tests. Errors never enter an average.

import { isOfRun, type ModelState, type TestState } from '../run/runState';
import { RunningMean, sortedNearestRank } from '../statistics/statistics';

/** Of a rate in tokens a second: over the time of the tokens alone, or over all of the test. */
export const rateBases = ['decode', 'endToEnd'] as const;

export type RateBasis = (typeof rateBases)[number];

export interface ModelStats {
  total: number;
  correct: number;
  incorrect: number;
  error: number;
  /** Not judged yet, or never. */
  notRun: number;
  /** 0-1: correct / (correct + incorrect); null when nothing was judged. An error is not an answer, so not in it. */
  accuracy: number | null;
  /** Mean over judged tests of decode tokens/s, or of end-to-end tokens/s when no test has a decode rate. */
  tokensPerSecond: number | null;
  tokensPerSecondBasis: RateBasis | null;
  /** Mean of `total` over judged tests, ms. */
  averageTotal: number | null;
  /** Mean of the loads that were reported, ms. */
  averageLoad: number | null;
  /** Median TTFT over judged tests (nearest rank), ms. */
  medianTtft: number | null;
  /** Input and output tokens of all finished tests that have counts; null when none has. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** How many finished tests have token counts. */
  counted: number;
  /** Sum over the tests whose cost is known, USD; null when none is. */
  costUsd: number | null;
  /** How many finished tests have a known cost, and of how many. */
  priced: number;
  finished: number;
  /** The sum of `total` over judged tests / correct ones, ms; null when none is correct or a judged test's total is not known. */
  timePerCorrect: number | null;
  /** The known costs of all finished tests / correct ones, USD; null when none is correct or a judged test's cost is not known. */
  costPerCorrect: number | null;
}

/** The figures of some tests. `isLit` says which count, so that a replay shows the figures of its moment. */
export function modelStats(tests: readonly TestState[], isLit: (test: TestState) => boolean = isFinished): ModelStats {
  const accumulator = new StatsAccumulator(countOfRun(tests));
  for (const test of tests) if (isLit(test)) accumulator.add(test);
  return accumulator.stats();
}

/** How many tests a row has in its run: those of other shards are not among them. */
export function countOfRun(tests: readonly TestState[]): number {
  let count = 0;
  for (const test of tests) if (isOfRun(test)) count++;
  return count;
}

/** The figures of a row while its tests finish one by one: adding a test does not look at the others again. */
export class StatsAccumulator {
  private correct = 0;
  private incorrect = 0;
  private error = 0;
  private readonly decode = new RunningMean();
  private readonly endToEnd = new RunningMean();
  private readonly totals = new RunningMean();
  private readonly loads = new RunningMean();
  private ttfts: number[] = [];
  /** So many of them, from the first on, are in order. */
  private sortedTtfts = 0;
  private inputTokens = 0;
  private outputTokens = 0;
  private counted = 0;
  private costUsd = 0;
  private priced = 0;
  private judgedPriced = 0;
  private machine: number | undefined;
  private isOnSeveralMachines = false;

  /** `total` is the number of tests the row has in all. */
  constructor(private readonly total: number) {}

  /** Counts a finished test; each test at most once. */
  add(test: TestState): void {
    this.inputTokens += test.tokens?.input ?? 0;
    this.outputTokens += test.tokens?.output ?? 0;
    if (test.tokens && (test.tokens.input !== null || test.tokens.output !== null)) this.counted++;
    const usd = test.cost?.usd ?? null;
    if (usd !== null) {
      this.costUsd += usd;
      this.priced++;
    }
    if (test.verdict === 'correct') this.correct++;
    else if (test.verdict === 'incorrect') this.incorrect++;
    else {
      this.error++;
      return;
    }
    if (usd !== null) this.judgedPriced++;
    const { timings, machine = 0 } = test;
    this.machine ??= machine;
    if (machine !== this.machine) this.isOnSeveralMachines = true;
    this.decode.add(timings?.decodeTokensPerSecond ?? null);
    this.endToEnd.add(timings?.endToEndTokensPerSecond ?? null);
    this.totals.add(timings?.total ?? null);
    this.loads.add(timings?.load ?? null);
    if (timings && timings.ttft !== null) {
      this.ttfts.push(timings.ttft);
    }
  }

  private sortTtfts(): void {
    if (this.sortedTtfts === this.ttfts.length) return;
    // What is nearly in order from the last time is soon so by the engine's merge sort; the rest are numbers, which need nobody to compare them.
    if (this.sortedTtfts * 2 > this.ttfts.length) this.ttfts.sort((a, b) => a - b);
    else this.ttfts = [...Float64Array.from(this.ttfts).sort()];
    this.sortedTtfts = this.ttfts.length;
  }

  stats(): ModelStats {
    const judged = this.correct + this.incorrect;
    const finished = judged + this.error;
    // Times of several machines make no figure together: `testsByMachine` has those of each.
    const time = (value: number | null): number | null => (this.isOnSeveralMachines ? null : value);
    const decode = time(this.decode.value);
    const endToEnd = time(this.endToEnd.value);
    this.sortTtfts();
    return {
      total: this.total,
      correct: this.correct,
      incorrect: this.incorrect,
      error: this.error,
      notRun: this.total - finished,
      accuracy: accuracyOf({ correct: this.correct, incorrect: this.incorrect }),
      tokensPerSecond: decode ?? endToEnd,
      tokensPerSecondBasis: decode !== null ? 'decode' : endToEnd !== null ? 'endToEnd' : null,
      averageTotal: time(this.totals.value),
      averageLoad: time(this.loads.value),
      medianTtft: time(sortedNearestRank(this.ttfts, 0.5)),
      inputTokens: this.counted === 0 ? null : this.inputTokens,
      outputTokens: this.counted === 0 ? null : this.outputTokens,
      counted: this.counted,
      costUsd: this.priced === 0 ? null : this.costUsd,
      priced: this.priced,
      finished,
      timePerCorrect: time(this.correct > 0 && this.totals.count === judged ? this.totals.sum / this.correct : null),
      costPerCorrect: this.correct > 0 && this.judgedPriced === judged ? this.costUsd / this.correct : null,
    };
  }
}

/** Accuracy, 0-1: correct / (correct + incorrect), for an error is no answer; null when nothing was judged. */
export function accuracyOf({ correct, incorrect }: { correct: number; incorrect: number }): number | null {
  const judged = correct + incorrect;
  return judged === 0 ? null : correct / judged;
}

export function isFinished(test: TestState): boolean {
  return test.phase === 'finished';
}

export type Award = 'perfect' | 'fastest' | 'slowest' | 'mostAccurate' | 'leastAccurate';

/**
 * The awards of each model, in the order of `models`. Only models that finished every test without an error compete.
 * Fastest is the lowest average total duration; ties share an award, and when all competitors tie nobody gets it.
 */
export function awards(models: readonly ModelState[], stats: readonly ModelStats[]): Award[][] {
  const given: Award[][] = models.map(() => []);
  const competitors = stats.flatMap((one, row) =>
    one.error === 0 && one.notRun === 0 && one.total > 0 ? [{ row, one }] : [],
  );
  for (const { row, one } of competitors) if (one.accuracy === 1) given[row]!.push('perfect');
  const giveExtremes = (value: (one: ModelStats) => number | null, highest: Award, lowest: Award): void => {
    const known = competitors.flatMap(({ row, one }) => (value(one) === null ? [] : [{ row, value: value(one)! }]));
    if (known.length < 2) return;
    const max = Math.max(...known.map((entry) => entry.value));
    const min = Math.min(...known.map((entry) => entry.value));
    if (max === min) return;
    for (const entry of known) {
      if (entry.value === max) given[entry.row]!.push(highest);
      if (entry.value === min) given[entry.row]!.push(lowest);
    }
  };
  giveExtremes((one) => one.averageTotal, 'slowest', 'fastest');
  giveExtremes((one) => one.accuracy, 'mostAccurate', 'leastAccurate');
  return given;
}
