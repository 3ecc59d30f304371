// How far a live run is, and what went wrong in one that is over. Pure.

import { formatCost, formatCount } from '../../../src/shared/text/format';
import type { ModelStats } from '../../../src/shared/figures/runStats';
import type { RunState } from '../../../src/shared/run/runState';
import type { ErrorKind } from '../../../src/shared/run/verdict';

interface LiveProgress {
  finished: number;
  /** Without those that are not run for a reason. */
  total: number;
  running: number;
  /** Of those running: an attempt has failed, and another one is made or waited for. */
  retrying: number;
  /** ms; null while too little has finished to say. */
  left: number | null;
  /** USD, as far as it is known; null where nothing is. */
  costUsd: number | null;
}

/** Fewer finished tests say little of the others. */
const leastForEstimate = 5;

/** `elapsed` is the run's clock, ms. What is left is estimated from what has been: as many tests a second as so far. */
export function liveProgress(
  { models }: Pick<RunState, 'models'>,
  stats: readonly ModelStats[],
  elapsed: number,
): LiveProgress {
  const counts = { finished: 0, total: 0, running: 0, retrying: 0 };
  for (const { tests } of models)
    for (const { phase, notRun, failedAttempts } of tests) {
      if (notRun) continue;
      counts.total++;
      if (phase === 'finished') counts.finished++;
      else if (phase === 'running') {
        counts.running++;
        if (failedAttempts > 0) counts.retrying++;
      }
    }
  const isKnown = counts.finished >= leastForEstimate && elapsed > 0;
  const costs = stats.flatMap(({ costUsd }) => costUsd ?? []);
  return {
    ...counts,
    left: isKnown ? (elapsed / counts.finished) * (counts.total - counts.finished) : null,
    costUsd: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
  };
}

/** `388 of 480, 4 running (1 of them asked again), about 40 s left, $0.012 so far`. */
export function progressText({ finished, total, running, retrying, left, costUsd }: LiveProgress): string {
  return [
    `${formatCount(finished)} of ${formatCount(total)}`,
    `${formatCount(running)} running${retrying === 0 ? '' : ` (${formatCount(retrying)} of them asked again, as the API failed or asked for patience)`}`,
    ...(left === null || finished === total ? [] : [`about ${leftText(left)} left`]),
    ...(costUsd === null || costUsd === 0 ? [] : [`${formatCost(costUsd)} so far`]),
  ].join(', ');
}

/** An estimate has no more digits than it is worth. */
function leftText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** The tests that ended in errors of one kind. */
export interface ErrorGroup {
  kind: ErrorKind;
  /** The message that most of them have. */
  message: string;
  /** Whether all of them have it. */
  isSame: boolean;
  /** By the model's canonical string and the test's index, in the order of the run. */
  tests: { model: string; index: number }[];
}

/** Most first. */
export function errorGroups({ models }: Pick<RunState, 'models'>): ErrorGroup[] {
  const groups = new Map<ErrorKind, { messages: Map<string, number>; tests: ErrorGroup['tests'] }>();
  for (const { model, tests } of models)
    for (const { index, verdict, error } of tests) {
      if (verdict !== 'error' || !error) continue;
      const group = groups.get(error.kind) ?? { messages: new Map<string, number>(), tests: [] };
      groups.set(error.kind, group);
      group.messages.set(error.message, (group.messages.get(error.message) ?? 0) + 1);
      group.tests.push({ model, index });
    }
  return [...groups]
    .map(([kind, { messages, tests }]): ErrorGroup => {
      const [message = ''] = [...messages].sort(([, a], [, b]) => b - a)[0] ?? [];
      return { kind, message, isSame: messages.size === 1, tests };
    })
    .sort((a, b) => b.tests.length - a.tests.length);
}
