// Token counts in OpenAI's chat protocol and in the dialects of the services that imitate it.

import { isMap } from '../../shared/text/isMap';
import type { TokenUsage } from '../../shared/run/testMeasurement';
import { countOf } from './countOf';
import { reportedCost } from './reportedCost';

interface OpenAiUsage {
  tokens: TokenUsage;
  /** What the service says the call cost in all, USD; null where it does not say. */
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
  // Gateways before other protocols leave the names of those; a stream of such a protocol itself has no choices.
  const others = Array.isArray(chunk.choices) ? usage : {};
  const input = countOf(usage.prompt_tokens ?? others.input_tokens);
  const completion = countOf(usage.completion_tokens ?? others.output_tokens);
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
    costUsd: reportedCost(usage),
  };
}
