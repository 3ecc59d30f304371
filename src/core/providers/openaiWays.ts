// The ways of asking that OpenAI's protocol and its imitations have, and which one a refusal leads to: what a service asks for is done, once a model.

import type { ParameterName } from '../../shared/run/parameters';
import type { ApiFailure } from './apiFailure';
import { refusedParameter } from './refusedParameter';
import type { SaidParameters } from './sayParameters';

export interface OpenAiWay {
  endpoint: 'chat/completions' | 'responses';
  isStreamed: boolean;
  /** Whether token counts are asked for; the Responses API gives them unasked. */
  asksForUsage: boolean;
  /** What the service calls the most tokens of an answer. */
  limitName: 'max_tokens' | 'max_completion_tokens';
  /** Whether an answer that is held against a JSON schema is asked for in that form. */
  asksForFormat: boolean;
  /** The parameters that the service refused. */
  leftOut: readonly ParameterName[];
}

/** The statuses that a refusal of the way comes with; in a stream it may come without any. Some say 500 or 501 of what they can't do. */
const refusals: readonly number[] = [400, 403, 404, 405, 422, 500, 501];

/** What a refused way leaves: another one, or null when the refusal is about something else. `said` are the parameters that were sent in it. */
export function wayAfter(way: OpenAiWay, failure: ApiFailure, said: SaidParameters['said']): OpenAiWay | null {
  const { status, message, param, came } = failure;
  // Whoever has begun to answer has not refused the way.
  if (came === 'afterText' || (status !== undefined && !refusals.includes(status))) return null;
  const isChat = way.endpoint === 'chat/completions';
  // Groq refused this with status 400 once, Mistral does with 422.
  if (isChat && way.isStreamed && way.asksForUsage && /stream_options|include_usage/.test(`${param} ${message}`))
    return { ...way, asksForUsage: false };
  // OpenAI: This model is only supported in v1/responses and not in v1/chat/completions.
  if (isChat && /\bv1\/responses\b|\bresponses (?:api|endpoint)\b/i.test(message))
    return { ...way, endpoint: 'responses', asksForUsage: false };
  if (way.isStreamed && refusesStreaming(message, param)) return { ...way, isStreamed: false, asksForUsage: false };
  if (way.asksForFormat && refusesFormat(failure)) return { ...way, asksForFormat: false };
  const refused = refusedParameter(failure, said);
  if (refused === null) return null;
  const otherName = isChat && refused === 'max_tokens' ? otherLimitName(way, message) : null;
  return otherName ? { ...way, limitName: otherName } : { ...way, leftOut: [...way.leftOut, refused] };
}

/** Reasoning models of OpenAI, wherever they are served, know only `max_completion_tokens`: Use 'max_completion_tokens' instead. Older servers know only the other. */
function otherLimitName({ limitName }: OpenAiWay, message: string): OpenAiWay['limitName'] | null {
  if (limitName === 'max_tokens') return /max_completion_tokens/.test(message) ? 'max_completion_tokens' : null;
  const isUnknown = /unknown|unrecogni[sz]ed|unexpected|not permitted|extra (?:inputs|fields)|use ['"`]?max_tokens/i;
  return isUnknown.test(message) ? 'max_tokens' : null;
}

/** What services say can't be had: OpenAI and o1, Ollama's imitations, Databricks, Cloudflare. */
const streamingRefused: readonly RegExp[] = [
  // Streaming is not supported for this model; stream=true is not allowed; streaming mode is disabled.
  /\bstream(?:ing|ed|s)?\b[^.]*?(?:\bnot|n't)\s+(?:yet |currently |be )*(?:support|implement|allow|permit|available|enabled|possible|valid)/i,
  /\bstream(?:ing|ed)?\b[^.]*\b(?:unsupported|unavailable|disabled|invalid|unimplemented|forbidden)\b/i,
  // This model does not support streaming; cannot stream; Unsupported value: 'stream'; must be verified to stream.
  /(?:\bnot|n't)\s+(?:yet |currently )*(?:support|implement|allow|permit)[^.]*\bstream/i,
  /(?:\bcannot|\bcan't|\bunable to|verified to) (?:be )?stream/i,
  /\b(?:unsupported|disabled)\b[^.]{0,40}\bstream(?:ing)?\b/i,
  // Only non-streaming requests are supported; set stream to false.
  /\bnon-?stream|\bstream['"]?\s*(?:=|:|to|must be(?: set to)?|should be(?: set to)?)\s*['"]?false\b/i,
];

function refusesStreaming(message: string, param: string | null | undefined): boolean {
  return param === 'stream' || streamingRefused.some((pattern) => pattern.test(message));
}

/** Also where the schema is what the service does not take: services know parts of JSON schema only. */
function refusesFormat({ message, param }: ApiFailure): boolean {
  return /response_format|json_schema|\btext\.format\b|structured outputs?/i.test(`${param} ${message}`);
}

/** Names of what belongs to the way itself and is left out because it was refused. */
export function refusedIn(first: OpenAiWay, way: OpenAiWay): string[] {
  return [
    ...(first.asksForUsage && !way.asksForUsage && way.endpoint === 'chat/completions' && way.isStreamed
      ? ['stream_options']
      : []),
    ...(first.isStreamed && !way.isStreamed ? ['stream'] : []),
  ];
}
