// The figures of a row: counts, accuracy, averages and awards, computed from tests. Errors never enter an average.

import type { ModelState, TestState } from './runState';

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
  tokensPerSecondBasis: 'decode' | 'endToEnd' | null;
  /** Mean of `total` over judged tests, ms. */
  averageTotal: number | null;
  /** Mean of the loads that were reported, ms. */
  averageLoad: number | null;
  /** Median TTFT over judged tests (nearest rank), ms. */
  medianTtft: number | null;
  /** Input and output tokens of all finished tests that have counts. */
  inputTokens: number;
  outputTokens: number;
  /** How many finished tests have token counts: 0 tokens of 0 counted are not recorded, not none. */
  counted: number;
  /** Sum over the tests whose cost is known, USD; null when none is. */
  costUsd: number | null;
  /** How many finished tests have a known cost, and of how many. */
  priced: number;
  finished: number;
}

/** The figures of some tests. `isLit` says which count, so that a replay shows the figures of its moment. */
export function modelStats(tests: readonly TestState[], isLit: (test: TestState) => boolean = isFinished): ModelStats {
  const accumulator = new StatsAccumulator(tests.length);
  for (const test of tests) if (isLit(test)) accumulator.add(test);
  return accumulator.stats();
}

/** The figures of a row while its tests finish one by one: adding a test does not look at the others again. */
export class StatsAccumulator {
  private correct = 0;
  private incorrect = 0;
  private error = 0;
  private readonly decode = new Mean();
  private readonly endToEnd = new Mean();
  private readonly totals = new Mean();
  private readonly loads = new Mean();
  private readonly ttfts: number[] = [];
  private areTtftsSorted = true;
  private inputTokens = 0;
  private outputTokens = 0;
  private counted = 0;
  private costUsd = 0;
  private priced = 0;

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
    const timings = test.timings;
    this.decode.add(timings?.decodeTokensPerSecond ?? null);
    this.endToEnd.add(timings?.endToEndTokensPerSecond ?? null);
    this.totals.add(timings?.total ?? null);
    this.loads.add(timings?.load ?? null);
    if (timings && timings.ttft !== null) {
      this.ttfts.push(timings.ttft);
      this.areTtftsSorted = false;
    }
  }

  stats(): ModelStats {
    const judged = this.correct + this.incorrect;
    const finished = judged + this.error;
    const decode = this.decode.value;
    const endToEnd = this.endToEnd.value;
    if (!this.areTtftsSorted) {
      // Nearly sorted from the last time, which the engine's merge sort uses.
      this.ttfts.sort((a, b) => a - b);
      this.areTtftsSorted = true;
    }
    return {
      total: this.total,
      correct: this.correct,
      incorrect: this.incorrect,
      error: this.error,
      notRun: this.total - finished,
      accuracy: accuracyOf({ correct: this.correct, incorrect: this.incorrect }),
      tokensPerSecond: decode ?? endToEnd,
      tokensPerSecondBasis: decode !== null ? 'decode' : endToEnd !== null ? 'endToEnd' : null,
      averageTotal: this.totals.value,
      averageLoad: this.loads.value,
      medianTtft: sortedNearestRank(this.ttfts, 0.5),
      inputTokens: this.inputTokens,
      outputTokens: this.outputTokens,
      counted: this.counted,
      costUsd: this.priced === 0 ? null : this.costUsd,
      priced: this.priced,
      finished,
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

/** The nearest-rank percentile: the smallest value with at least `p` of all values at or below it. Null for none. */
export function nearestRank(values: readonly number[], p: number): number | null {
  return sortedNearestRank([...values].sort((a, b) => a - b), p);
}

/**
 * The 95% Wilson score interval of a share, each end 0-1; null for no cases. It stays honest at 0%, 100% and few cases
 * (Wilson 1927; z = 1.96).
 */
export function wilsonInterval(successes: number, cases: number): { low: number; high: number } | null {
  if (cases === 0) return null;
  const z = 1.959964;
  const share = successes / cases;
  const scale = 1 + (z * z) / cases;
  const centre = (share + (z * z) / (2 * cases)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / cases + (z * z) / (4 * cases * cases));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

export type Award = 'perfect' | 'fastest' | 'slowest' | 'mostAccurate' | 'leastAccurate';

/**
 * The awards of each model, in the order of `models`. Only models that finished every test without an error compete.
 * Fastest is the lowest average total duration; ties share an award, and when all competitors tie nobody gets it.
 */
export function awards(models: readonly ModelState[], stats: readonly ModelStats[]): Award[][] {
  const given: Award[][] = models.map(() => []);
  const competitors = stats.flatMap((one, row) => (one.error === 0 && one.notRun === 0 && one.total > 0 ? [{ row, one }] : []));
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

function sortedNearestRank(sorted: readonly number[], p: number): number | null {
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}

/** The mean of the values that are known. */
class Mean {
  private sum = 0;
  private count = 0;

  add(value: number | null): void {
    if (value === null) return;
    this.sum += value;
    this.count++;
  }

  get value(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }
}
