// What an API's headers say of how much more it takes. OpenAI and those like it give durations (`6m0s`), Anthropic gives dates.

import { durationMs } from './durationMs';

/** Remaining count and reset, by the names each family documents. */
const pairs = [
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['anthropic-ratelimit-requests-remaining', 'anthropic-ratelimit-requests-reset'],
  ['anthropic-ratelimit-input-tokens-remaining', 'anthropic-ratelimit-input-tokens-reset'],
  ['anthropic-ratelimit-output-tokens-remaining', 'anthropic-ratelimit-output-tokens-reset'],
  // OpenRouter and GitHub; the IETF's draft; Cerebras.
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
  ['ratelimit-remaining', 'ratelimit-reset'],
  ['x-ratelimit-remaining-requests-day', 'x-ratelimit-reset-requests-day'],
  ['x-ratelimit-remaining-tokens-minute', 'x-ratelimit-reset-tokens-minute'],
] as const;

/** Beyond this a reset is a quota of the day, and the API will say so itself when it is asked. */
const longestWaitMs = 120_000;

/** ms until the API takes another request, where its headers say that nothing is left; else 0. `now` is the calendar time, ms. */
export function waitByHeaders(headers: { readonly [name: string]: string }, now: number): number {
  return Math.min(longestWaitMs, askedByHeaders(headers, now) ?? 0);
}

/** The same for a request that was turned away, however long it is; undefined where the headers say nothing of it. */
export function askedByHeaders(headers: { readonly [name: string]: string }, now: number): number | undefined {
  let longest = 0;
  for (const [remaining, reset] of pairs)
    if (headers[remaining]?.trim() === '0') longest = Math.max(longest, untilReset(headers[reset] ?? '', now));
  return longest > 0 ? longest : undefined;
}

/** A number beyond any wait is a time: seconds, or ms, since 1970. */
function untilReset(text: string, now: number): number {
  const number = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : 0;
  if (number > 1e9) return Math.max(0, number * (number > 1e12 ? 1 : 1000) - now);
  return durationMs(text) ?? Math.max(0, (Date.parse(text) || now) - now);
}
