// What an API's headers say of how much more it takes. OpenAI and those like it give durations (`6m0s`), Anthropic gives dates.

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

const unitMs: { readonly [unit: string]: number } = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `6m0s`, `1.5s`, `20ms`, `59`: seconds without a unit; null for anything else. */
function durationMs(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
  if (!/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(trimmed)) return null;
  return [...trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * unitMs[unit!]!,
    0,
  );
}
