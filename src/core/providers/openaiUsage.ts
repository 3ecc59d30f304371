// Token counts in OpenAI's chat protocol and in the dialects of the services that imitate it.

import type { TokenUsage } from '../../shared/run/events';
import { isRecord } from './errorBody';

export interface OpenAiUsage {
  tokens: TokenUsage;
  /** What OpenRouter says the call cost, USD; null elsewhere. */
  costUsd: number | null;
}

/**
 * The counts of a chunk, from `usage` or Groq's `x_groq.usage`; undefined when it has none.
 * Output always includes reasoning: xAI and Gemini leave it out of `completion_tokens` but not out of `total_tokens`.
 */
export function readOpenAiUsage(chunk: unknown): OpenAiUsage | undefined {
  if (!isRecord(chunk)) return undefined;
  const usage = isRecord(chunk.usage) ? chunk.usage : isRecord(chunk.x_groq) ? chunk.x_groq.usage : undefined;
  if (!isRecord(usage)) return undefined;
  const input = count(usage.prompt_tokens);
  const completion = count(usage.completion_tokens);
  const total = count(usage.total_tokens);
  if (input === null && completion === null) return undefined;
  const unnamed = total !== null && input !== null && completion !== null ? Math.max(0, total - input - completion) : 0;
  const details = isRecord(usage.completion_tokens_details) ? usage.completion_tokens_details : {};
  const inputDetails = isRecord(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  return {
    tokens: {
      input,
      output: completion === null ? null : completion + unnamed,
      reasoning: count(details.reasoning_tokens) ?? (unnamed > 0 ? unnamed : null),
      cached: count(inputDetails.cached_tokens) ?? count(usage.prompt_cache_hit_tokens),
      source: 'usage',
    },
    costUsd: typeof usage.cost === 'number' && Number.isFinite(usage.cost) && usage.cost >= 0 ? usage.cost : null,
  };
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
