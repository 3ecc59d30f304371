// The figures of a row that need all its tests at once: distributions, interval, trials, counts by kind. Computed when asked for,
// never per frame; the figures that a replay moves are in runStats.ts. Pure.

import type { PromptInfo } from '../run/events';
import type { TestTimings } from '../run/testMeasurement';
import { wilsonInterval, type Interval } from '../statistics/proportions';
import { timedTests } from '../run/machines';
import { isFinished, type ModelStats } from './runStats';
import { isOfRun, type TestState } from '../run/runState';
import { distributionOf, type Distribution } from '../statistics/statistics';
import { trialStats, type TrialStats } from './trialStats';
import { isJudged, type ErrorKind, type NotRunKind } from '../run/verdict';

/** Distributions over judged tests, ms or tokens/s; each `n` counts the tests that have the time. */
interface TimeDistributions {
  total: Distribution;
  ttft: Distribution;
  tpot: Distribution;
  decodeTokensPerSecond: Distribution;
  endToEndTokensPerSecond: Distribution;
  /** Waiting for a free place, ms; not part of `total`. */
  queue: Distribution;
  /** Failed attempts and waits before the one that answered, ms; not part of `total`. */
  retry: Distribution;
}

export interface ModelDetails {
  /** The 95% Wilson interval of accuracy; null when nothing was judged. */
  accuracyInterval: Interval | null;
  times: TimeDistributions;
  /** How many tests ended in which kind of error; kinds without one are left out. `unknown`: no reason was recorded. */
  errors: { [kind in ErrorKind | 'unknown']?: number };
  /** How many tests were not run for which reason; tests that only wait are not among them. */
  notRunKinds: { [kind in NotRunKind]?: number };
  /** Judged tests part of whose input the API took from its cache: their TTFT may be shorter than a first answer's. */
  cachedTests: number;
  /** Null when no prompt was tried more than once. */
  trials: TrialStats | null;
}

/** What a screen that shows the figures of a model has to have a place for. */
export type ModelFigure = keyof ModelStats | keyof ModelDetails;

/** The details of some tests of one model. `isLit` says which finished tests count, so that a replay can ask for those of its moment. */
export function modelDetails(
  tests: readonly TestState[],
  prompts: readonly PromptInfo[],
  isLit: (test: TestState) => boolean = isFinished,
): ModelDetails {
  const counting = tests.filter(isLit);
  const judged = counting.filter(isJudged);
  const correct = judged.filter((test) => test.verdict === 'correct').length;
  const timed = timedTests(judged);
  const distribution = (name: keyof TestTimings): Distribution => distributionOf(knownTimes(timed, name));
  return {
    accuracyInterval: wilsonInterval(correct, judged.length),
    times: {
      total: distribution('total'),
      ttft: distribution('ttft'),
      tpot: distribution('tpot'),
      decodeTokensPerSecond: distribution('decodeTokensPerSecond'),
      endToEndTokensPerSecond: distribution('endToEndTokensPerSecond'),
      queue: distribution('queue'),
      retry: distribution('retry'),
    },
    errors: countKinds(counting.flatMap((test) => (test.verdict === 'error' ? [test.error?.kind ?? 'unknown'] : []))),
    notRunKinds: countKinds(tests.flatMap((test) => (test.notRun && isOfRun(test) ? [test.notRun.kind] : []))),
    cachedTests: judged.filter((test) => (test.tokens?.cached ?? 0) > 0).length,
    trials: trialStats(counting, prompts),
  };
}

/** A plain loop: this is asked for while a run goes on, and `flatMap` takes several times as long. */
function knownTimes(tests: readonly TestState[], name: keyof TestTimings): number[] {
  const times: number[] = [];
  for (const { timings } of tests) {
    const time = timings?.[name];
    if (time !== null && time !== undefined) times.push(time);
  }
  return times;
}

function countKinds<Kind extends string>(kinds: readonly Kind[]): { [kind in Kind]?: number } {
  const counts: { [kind in Kind]?: number } = {};
  for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
