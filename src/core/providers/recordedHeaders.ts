// Which response headers enter a transcript: an allow-list, so that cookies, keys and account names never do.
// Every adapter reduces its headers here and nowhere else.

import type { AnswerHeaders } from './answerHeaders';

const allowedNames = new Set([
  'anthropic-processing-ms',
  'cf-ray',
  'content-type',
  'date',
  'fireworks-server-processing-time',
  'fireworks-server-time-to-first-token',
  'openai-model',
  'openai-processing-ms',
  'openai-version',
  'request-id',
  'retry-after',
  'retry-after-ms',
  'server',
  'server-timing',
  'x-envoy-upstream-service-time',
  'x-generation-id',
  'x-groq-region',
  'x-inference-version',
  'x-model',
  'x-model-version',
  'x-request-id',
]);

const allowedPrefixes = ['x-ratelimit-', 'ratelimit-', 'anthropic-ratelimit-'];

/** The headers worth keeping, names in lower case: request ids, rate limits, processing times, versions. */
export function recordedHeaders(headers: Pick<AnswerHeaders, 'forEach'>): { [name: string]: string } {
  const kept: { [name: string]: string } = {};
  headers.forEach((value, name) => {
    const lower = name.toLowerCase();
    if (allowedNames.has(lower) || allowedPrefixes.some((prefix) => lower.startsWith(prefix))) kept[lower] = value;
  });
  return kept;
}
