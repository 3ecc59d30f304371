// How far a live run is, in numbers and in words: of the panel, the status bar and the notification. Pure.

import type { RunState } from '../run/runState';
import { formatCost, formatCount } from '../text/format';
import { oneLine } from '../text/hiddenCharacters';
import { waitingText } from './batchText';

interface Patience {
  /** How often the API asked for it. */
  times: number;
  /** How long it is still left alone at most, ms; 0 when it is asked again already. */
  wait: number;
}

export interface LiveProgress {
  finished: number;
  /** Without those that are not run for a reason. */
  total: number;
  running: number;
  /** Of those running: an attempt has failed, and another one is made or waited for. */
  retrying: number;
  /** The APIs that have asked for patience and of which tests are asked again now, by their labels. */
  patience: ReadonlyMap<string, Patience>;
  /** The batches that are waited for, in words; null where there are none. */
  batches: string | null;
  /** ms; null while too little has finished to say, and of batches, which nobody can foresee. */
  left: number | null;
  /** USD, as far as it is known; null where nothing is. */
  costUsd: number | null;
}

/** Fewer finished tests say little of the others. */
const leastForEstimate = 5;

/** `elapsed` is the run's clock, ms. What is left is estimated from what has been: as many tests a second as so far. */
export function liveProgress({ models, batches }: Pick<RunState, 'models' | 'batches'>, elapsed: number): LiveProgress {
  const counts = { finished: 0, total: 0, running: 0, retrying: 0 };
  const patience = new Map<string, Patience>();
  let costUsd: number | null = null;
  for (const { tests, providerLabel, askedToWait } of models) {
    const before = counts.retrying;
    for (const { phase, notRun, failedAttempts, cost } of tests) {
      if (notRun) continue;
      counts.total++;
      if (cost && cost.usd !== null) costUsd = (costUsd ?? 0) + cost.usd;
      if (phase === 'finished') counts.finished++;
      else if (phase === 'running') {
        counts.running++;
        if (failedAttempts > 0) counts.retrying++;
      }
    }
    if (askedToWait && counts.retrying > before) {
      const { times, wait } = patience.get(providerLabel) ?? { times: 0, wait: 0 };
      patience.set(providerLabel, {
        times: times + askedToWait.times,
        wait: Math.max(wait, askedToWait.until - elapsed),
      });
    }
  }
  const waiting = waitingText(batches);
  const isKnown = waiting === null && counts.finished >= leastForEstimate && elapsed > 0;
  return {
    ...counts,
    patience,
    batches: waiting,
    left: isKnown ? (elapsed / counts.finished) * (counts.total - counts.finished) : null,
    costUsd,
  };
}

/** `388/480, about 40 s left`, `0/480, waiting for 2 batches, 120 of 480 answered`: where there is little room. */
export function shortProgressText(progress: LiveProgress): string {
  const { finished, total, batches } = progress;
  return [
    `${formatCount(finished)}/${formatCount(total)}`,
    ...(batches === null ? [] : [batches]),
    ...leftTexts(progress),
  ].join(', ');
}

/** `388 of 480, 4 running (1 of them asked again), OpenAI asks for patience (429 x 31, 12 s), about 40 s left, $0.012 so far`; `0 of 480, waiting for 2 batches, 120 of 480 answered`. */
export function progressText(progress: LiveProgress): string {
  const { finished, total, running, retrying, patience, batches, costUsd } = progress;
  if (total === 0) return 'starting';
  return [
    `${formatCount(finished)} of ${formatCount(total)}`,
    batches ??
      `${formatCount(running)} running${retrying === 0 ? '' : ` (${formatCount(retrying)} of them asked again)`}`,
    ...patienceTexts(patience),
    ...leftTexts(progress),
    ...(costUsd === null || costUsd === 0 ? [] : [`${formatCost(costUsd)} so far`]),
  ].join(', ');
}

/** `OpenAI asks for patience (429 x 31, 12 s)` of each API that does; without seconds where it is asked again already. */
export function patienceTexts(patience: LiveProgress['patience']): string[] {
  return [...patience].map(([label, { times, wait }]) => {
    const seconds = wait > 0 ? `, ${formatCount(Math.ceil(wait / 1000))} s` : '';
    return `${oneLine(label)} asks for patience (429 x ${formatCount(times)}${seconds})`;
  });
}

function leftTexts({ finished, total, left }: LiveProgress): string[] {
  return left === null || finished === total ? [] : [`about ${leftText(left)} left`];
}

/** An estimate has no more digits than it is worth. */
function leftText(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(seconds / 3600).toFixed(1)} h`;
}
