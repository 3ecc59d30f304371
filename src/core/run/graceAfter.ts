// Time for what must not be broken off when a run is stopped: a call whose answer says what was just paid for.

import type { BatchClock } from './batchClock';

/** How long such a call may go on, ms: few take a second. Whoever stops a run waits for it. */
export const graceMs = 10_000;

/** A signal that is aborted some time after this one. `end` when nothing hears it any more. */
export function graceAfter(stop: AbortSignal, clock: BatchClock): { signal: AbortSignal; end(): void } {
  const grace = new AbortController();
  const ended = new AbortController();
  const begin = (): void => {
    // A pause never fails: it ends early.
    void clock.pause(graceMs, ended.signal).then(() => grace.abort(stop.reason));
  };
  if (stop.aborted) begin();
  else stop.addEventListener('abort', begin, { once: true, signal: ended.signal });
  return { signal: grace.signal, end: () => ended.abort() };
}
