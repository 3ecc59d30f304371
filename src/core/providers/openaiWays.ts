// The ways of asking that OpenAI's protocol and its imitations have, and which one a refusal leads to: what a service asks for is done, once a model.

import type { HttpFailure } from './askFetch';

export interface OpenAiWay {
  endpoint: 'chat/completions' | 'responses';
  isStreamed: boolean;
  /** Whether token counts are asked for; the Responses API gives them unasked. */
  asksForUsage: boolean;
}

/** What a refused way leaves: another one, or null when the refusal is about something else. */
export function wayAfter(way: OpenAiWay, failure: HttpFailure['failure']): OpenAiWay | null {
  const { status, message, param } = failure;
  if (![400, 403, 404, 405, 422].includes(status)) return null;
  const isChat = way.endpoint === 'chat/completions';
  // Groq once: 400. Mistral: 422.
  if (isChat && way.isStreamed && way.asksForUsage && /stream_options|include_usage/.test(`${param} ${message}`))
    return { ...way, asksForUsage: false };
  // OpenAI: This model is only supported in v1/responses and not in v1/chat/completions.
  if (isChat && /\bv1\/responses\b|\bresponses (?:api|endpoint)\b/i.test(message))
    return { ...way, endpoint: 'responses', asksForUsage: false };
  if (way.isStreamed && refusesStreaming(message, param)) return { ...way, isStreamed: false, asksForUsage: false };
  return null;
}

/** OpenAI: Your organization must be verified to stream this model; Unsupported value: 'stream' does not support true with this model. */
function refusesStreaming(message: string, param: string | null | undefined): boolean {
  if (param === 'stream') return true;
  return (
    /\bstream(?:ing|ed|s)?\b[^.]*\b(?:not|n't|unsupported|unavailable|disabled)\b/i.test(message) ||
    /(?:\bnot\b|n't\b|unsupported|must be verified|disabled)[^.]*\bstream(?:ing|ed)?\b/i.test(message)
  );
}

/** Names of the parameters that a way leaves out because they were refused. */
export function refusedIn(first: OpenAiWay, way: OpenAiWay): string[] {
  return [
    ...(first.asksForUsage && !way.asksForUsage && way.endpoint === 'chat/completions' && way.isStreamed
      ? ['stream_options']
      : []),
    ...(first.isStreamed && !way.isStreamed ? ['stream'] : []),
  ];
}
