// What several trials of the same prompt say: pass@k, all-k and how far apart the trials are. Pure; a run without trials has none.
// Only judged trials count: an error is no answer, here as everywhere.

import type { PromptInfo } from '../run/events';
import { allOfK, passAtK } from '../statistics/proportions';
import type { TestState } from '../run/runState';
import { distributionOf, meanOf, medianOf, standardDeviationOf, type Distribution } from '../statistics/statistics';
import { isJudged } from '../run/verdict';
import { timedTests } from '../run/machines';

/** pass@k and all-k, averaged over the prompts with at least `k` judged trials. */
interface PassShare {
  k: number;
  /** How many prompts those are. */
  prompts: number;
  /** 0-1, the mean over the prompts: at least one of k trials is correct. Null for no prompts. */
  passAtK: number | null;
  /** 0-1, the mean over the prompts: all of k trials are correct. Null for no prompts. */
  allOfK: number | null;
}

export interface TrialStats {
  /** Trials asked for per prompt. */
  trials: number;
  /** Prompts that have trials. */
  prompts: number;
  /** One entry for each k from 1 to `trials`; the first is pass@1. */
  passes: PassShare[];
  /** The accuracy (0-1) of all first trials, of all second ones, and so on: how far one run's accuracy is a matter of luck. */
  accuracyByTrial: Distribution;
  /** Prompts that were answered both correctly and incorrectly. */
  unstable: number;
  /** The median over prompts of (standard deviation / mean) of the trials' `total`, 0-1; null where no prompt has two of one machine. */
  timeSpread: number | null;
}

/** The trials of some tests of one model; null when none of the prompts was tried more than once. */
export function trialStats(tests: readonly TestState[], prompts: readonly PromptInfo[]): TrialStats | null {
  const trials = trialsPerPrompt(prompts);
  if (trials < 2) return null;
  const groups = trialGroups(tests, prompts);
  const counts = groups.map((group) => ({
    n: group.length,
    correct: group.filter(({ test }) => test.verdict === 'correct').length,
  }));
  const spreads = groups.flatMap((group) => {
    const totals = timedTests(group.map(({ test }) => test)).flatMap(({ timings }) => timings?.total ?? []);
    const deviation = standardDeviationOf(totals);
    const mean = meanOf(totals);
    return deviation === null || !mean ? [] : [deviation / mean];
  });
  return {
    trials,
    prompts: groups.length,
    passes: Array.from({ length: trials }, (_, at) => passShare(counts, at + 1)),
    accuracyByTrial: distributionOf(accuraciesByTrial(groups, trials)),
    unstable: counts.filter(({ n, correct }) => correct > 0 && correct < n).length,
    timeSpread: medianOf(spreads),
  };
}

/** How often each prompt is asked; 1 without trials. */
export function trialsPerPrompt(prompts: readonly PromptInfo[]): number {
  return prompts.reduce((most, { variant }) => (variant?.kind === 'trial' ? Math.max(most, variant.of) : most), 1);
}

interface Trial {
  /** 1-based. */
  number: number;
  test: TestState;
}

/** The judged trials of each prompt of the file that has trials; a prompt none of whose trials was judged is an empty group. */
function trialGroups(tests: readonly TestState[], prompts: readonly PromptInfo[]): Trial[][] {
  const testAt = new Map(tests.map((test) => [test.index, test]));
  const groups = new Map<number, Trial[]>();
  for (const { index, variant } of prompts) {
    if (variant?.kind !== 'trial') continue;
    const group = groups.get(variant.prompt) ?? [];
    groups.set(variant.prompt, group);
    const test = testAt.get(index);
    if (test && isJudged(test)) group.push({ number: variant.number, test });
  }
  return [...groups.values()];
}

function passShare(counts: readonly { n: number; correct: number }[], k: number): PassShare {
  const enough = counts.filter(({ n }) => n >= k);
  return {
    k,
    prompts: enough.length,
    passAtK: meanOf(enough.map(({ n, correct }) => passAtK(n, correct, k)!)),
    allOfK: meanOf(enough.map(({ n, correct }) => allOfK(n, correct, k)!)),
  };
}

function accuraciesByTrial(groups: readonly Trial[][], trials: number): number[] {
  return Array.from({ length: trials }, (_, at) => {
    const judged = groups.flatMap((group) => group.filter(({ number }) => number === at + 1));
    return meanOf(judged.map(({ test }) => (test.verdict === 'correct' ? 1 : 0)));
  }).filter((accuracy) => accuracy !== null);
}
