// How long to wait before a model API is asked again how its batches stand.

import { setTimeout as delay } from 'node:timers/promises';

const firstMs = 1000;
const mostMs = 60_000;
const growth = 1.5;

/** The pause after one of `previous` ms: a batch of a few requests may be in after seconds, one of thousands takes hours. */
export function nextPause(previous: number | null): number {
  return previous === null ? firstMs : Math.min(mostMs, previous * growth);
}

/** Resolves after `ms`, or when the signal is aborted. */
export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
