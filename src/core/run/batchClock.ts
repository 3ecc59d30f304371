// How long to wait before a model API is asked again how its batches stand, and by which clock.

import { setTimeout as delay } from 'node:timers/promises';

const firstMs = 1000;
const mostMs = 60_000;
const growth = 1.5;

/** The pause after one of `previous` ms: a batch of a few requests may be in after seconds, one of thousands takes hours. */
export function nextPause(previous: number | null): number {
  return previous === null ? firstMs : Math.min(mostMs, previous * growth);
}

export interface BatchClock {
  /** ms since 1970: batches are looked for on another day, and from another machine. */
  now(): number;
  /** ms since some moment, for spans within this process: no correction of the calendar is in it, nor, on some systems, a sleep of the machine. */
  passed(): number;
  /** Resolves after `ms`, or when the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const clockOfMachine: BatchClock = {
  now: () => Date.now(),
  passed: () => performance.now(),
  async pause(ms, signal) {
    try {
      await delay(ms, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
};
