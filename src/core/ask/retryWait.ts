// How long to wait before a request is sent again. Pure but for the draw.

import type { ProviderError } from '../providers/provider';

const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** A server that asks for more patience than this gets none: the test ends in error and says so. */
const longestRetryAfterMs = 120_000;

/**
 * ms before the attempt that follows attempt number `attempt` (from 1); null for none. What the server asked for, else exponential with equal
 * jitter (Marc Brooker, *Exponential Backoff And Jitter*, AWS Architecture Blog, 2015): half of it is certain, so that a server in trouble
 * gets its pause and each wait is as long as the one before at least; half is drawn, so that requests that failed together do not come back
 * together. Full jitter, all of it drawn, could ask again at once. `random` gives 0-1.
 */
export function retryWait(
  { isRetryable, retryAfterMs }: Pick<ProviderError, 'isRetryable' | 'retryAfterMs'>,
  attempt: number,
  random: () => number = Math.random,
): number | null {
  if (!isRetryable) return null;
  if (retryAfterMs !== undefined) return retryAfterMs > longestRetryAfterMs ? null : retryAfterMs;
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
