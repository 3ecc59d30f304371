// Token counts in OpenAI's chat protocol and in the dialects of the services that imitate it.

import { isMap } from '../../shared/text/isMap';
import type { TokenUsage } from '../../shared/run/events';
import { countOf } from './countOf';

interface OpenAiUsage {
  tokens: TokenUsage;
  /** What OpenRouter says the call cost in all, USD; null elsewhere. */
  costUsd: number | null;
}

/**
 * The counts of a chunk, from `usage`, Groq's `x_groq.usage` or Moonshot's `choices[0].usage`; undefined when it has none, or only zeros, which
 * some services send with every chunk or after the true ones.
 * Output always includes reasoning: xAI and Gemini leave it out of `completion_tokens` but not out of `total_tokens`.
 */
export function readOpenAiUsage(chunk: unknown): OpenAiUsage | undefined {
  if (!isMap(chunk)) return undefined;
  const choice: unknown = Array.isArray(chunk.choices) ? chunk.choices[0] : undefined;
  const places = [chunk, chunk.x_groq, choice].map((place) => (isMap(place) ? place.usage : undefined));
  const usage = places.find(isMap);
  if (!usage) return undefined;
  const input = countOf(usage.prompt_tokens);
  const completion = countOf(usage.completion_tokens);
  const total = countOf(usage.total_tokens);
  if (!input && !completion) return undefined;
  const unnamed = total !== null && input !== null && completion !== null ? Math.max(0, total - input - completion) : 0;
  const details = isMap(usage.completion_tokens_details) ? usage.completion_tokens_details : {};
  const inputDetails = isMap(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  return {
    tokens: {
      input,
      output: completion === null ? null : completion + unnamed,
      reasoning: countOf(details.reasoning_tokens) ?? (unnamed > 0 ? unnamed : null),
      cached: countOf(inputDetails.cached_tokens) ?? countOf(usage.prompt_cache_hit_tokens),
      source: 'usage',
    },
    costUsd: costOf(usage),
  };
}

/**
 * USD that OpenRouter says the call cost. With a key of one's own at the service behind it (`is_byok`), `cost` is OpenRouter's own fee alone, and what
 * that key is charged stands apart; without that the whole is not known.
 */
function costOf(usage: { [name: string]: unknown }): number | null {
  const cost = countOf(usage.cost);
  const upstream = isMap(usage.cost_details) ? countOf(usage.cost_details.upstream_inference_cost) : null;
  if (cost === null) return null;
  // Some gateways say 0 and leave the flag out.
  if (usage.is_byok !== true) return cost === 0 ? (upstream ?? 0) : cost;
  return upstream === null ? null : cost + upstream;
}
