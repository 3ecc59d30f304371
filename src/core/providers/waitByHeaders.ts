// What an API's headers say of how much more it takes. OpenAI and those like it give durations (`6m0s`), Anthropic gives dates.

import { durationMs } from './durationMs';

/** Remaining count and reset, by the names each family documents. */
const pairs = [
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['anthropic-ratelimit-requests-remaining', 'anthropic-ratelimit-requests-reset'],
  ['anthropic-ratelimit-input-tokens-remaining', 'anthropic-ratelimit-input-tokens-reset'],
  ['anthropic-ratelimit-output-tokens-remaining', 'anthropic-ratelimit-output-tokens-reset'],
] as const;

/** Beyond this a reset is a quota of the day, and the API will say so itself when it is asked. */
const longestWaitMs = 120_000;

/** ms until the API takes another request, where its headers say that nothing is left; else 0. `now` is the calendar time, ms. */
export function waitByHeaders(headers: { readonly [name: string]: string }, now: number): number {
  const waits = pairs.map(([remaining, reset]) =>
    headers[remaining]?.trim() === '0' ? untilReset(headers[reset] ?? '', now) : 0,
  );
  return Math.min(longestWaitMs, Math.max(0, ...waits));
}

function untilReset(text: string, now: number): number {
  return durationMs(text) ?? Math.max(0, (Date.parse(text) || now) - now);
}
