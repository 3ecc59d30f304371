// How long to wait before a request is sent again. Pure but for the draw.

import type { ProviderError } from '../providers/provider';

const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** A server that asks for more patience than this gets none: the test ends in error and says so. */
const longestRetryAfterMs = 120_000;

/**
 * ms before the attempt that follows attempt number `attempt` (from 1); null for none. What the server asked for (`Retry-After: 0` asks for
 * nothing; OpenAI's and Anthropic's own clients read it so, too), else exponential with equal jitter (Marc Brooker, *Exponential Backoff And
 * Jitter*, AWS Architecture Blog, 2015): half of it is certain, so that a server in trouble gets its pause and each wait is as long as the one
 * before at least; half is drawn, so that requests that failed together do not come back together. Full jitter, all of it drawn, could ask
 * again at once. `random` gives 0-1.
 */
export function retryWait(
  { isRetryable, retryAfterMs }: Pick<ProviderError, 'isRetryable' | 'retryAfterMs'>,
  attempt: number,
  random: () => number = Math.random,
): number | null {
  if (!isRetryable) return null;
  if (retryAfterMs) return retryAfterMs > longestRetryAfterMs ? null : retryAfterMs;
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}

/** For a server that asks for more patience than it gets: how much, and what to do; empty for any other. */
export function patienceText({ retryAfterMs = 0 }: Pick<ProviderError, 'retryAfterMs'>): string {
  if (retryAfterMs <= longestRetryAfterMs) return '';
  return ` It asks to be left alone for ${waitWords(retryAfterMs)}, which is longer than the ${waitWords(longestRetryAfterMs)} that are waited at most: go on with the run after that time.`;
}

/** `2 minutes`, `24 hours`; rounded up. */
function waitWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.ceil(minutes / 60);
  return hours <= 48 ? `${hours} hours` : hours < 24 * 1000 ? `${Math.ceil(hours / 24)} days` : 'years';
}
