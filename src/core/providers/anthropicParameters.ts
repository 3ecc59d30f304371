// The parameters of a model in the words of Anthropic's Messages protocol, and what a refusal of them leads to.

import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';
import type { Effort, ModelParameters, ParameterName } from '../../shared/run/parameters';
import type { ApiFailure } from './apiFailure';
import { refusedParameter } from './refusedParameter';
import { sayParameters, type WireNames } from './sayParameters';

/** How a model is asked. */
export interface AnthropicWay {
  /** The most tokens that the model allows, where it has said so. */
  mostTokens: number;
  /** Whether an effort goes with the wish that the model thinks, which not every model that knows efforts takes. */
  asksToThink: boolean;
  leftOut: readonly ParameterName[];
}

export const firstWay: AnthropicWay = { mostTokens: Infinity, asksToThink: true, leftOut: [] };

const names: WireNames = {
  stop: 'stop_sequences',
  min_p: null,
  seed: null,
  num_ctx: null,
  frequency_penalty: null,
  presence_penalty: null,
};

type Sent = Pick<MessageCreateParamsStreaming, 'max_tokens'> & { stream: true };

/** The parameters of a request, and the names of those that are left out or could not be kept. */
export function anthropicParameters(
  wanted: ModelParameters,
  way: AnthropicWay,
): { parameters: Sent; refused: string[] } {
  const { fields, unsaid } = said(wanted, way);
  const limit = limitOf(wanted);
  const isCut = wanted.max_tokens !== undefined && limit > way.mostTokens;
  const isUnasked = wanted.effort !== undefined && !way.asksToThink && !unsaid.includes('effort');
  return {
    parameters: { stream: true, ...fields, max_tokens: Math.min(limit, way.mostTokens) },
    refused: [...unsaid, ...(isCut ? ['max_tokens'] : []), ...(isUnasked ? ['thinking'] : [])],
  };
}

function said(wanted: ModelParameters, way: AnthropicWay): ReturnType<typeof sayParameters> {
  const wording = { names, effortFields: (effort: Effort) => effortFields(effort, way) };
  return sayParameters(wanted, wording, way.leftOut);
}

/** No effort is not thinking; of the least effort there is no word. */
function effortFields(effort: Effort, { asksToThink }: AnthropicWay): { [name: string]: unknown } | null {
  if (effort === 'none') return asksToThink ? { thinking: { type: 'disabled' } } : null;
  if (effort === 'minimal') return null;
  return { ...(asksToThink ? { thinking: { type: 'adaptive' } } : {}), output_config: { effort } };
}

/**
 * The protocol demands a limit, and thinking is inside it. Where the benchmark has none this is room for any answer of a benchmark with what
 * may be thought before; a model that allows less is given its most.
 */
export function limitOf({ max_tokens, effort = 'none' }: ModelParameters): number {
  return max_tokens ?? roomFor[effort];
}

const roomFor: { readonly [effort in Effort]: number } = {
  none: 8192,
  minimal: 8192,
  low: 16_384,
  medium: 16_384,
  high: 32_768,
  xhigh: 65_536,
  max: 65_536,
};

/** What a refusal leads to; null when it is about something else. */
export function wayAfter(way: AnthropicWay, failure: ApiFailure, wanted: ModelParameters): AnthropicWay | null {
  const most = mostAfter(failure);
  if (most !== null) return most < Math.min(limitOf(wanted), way.mostTokens) ? { ...way, mostTokens: most } : null;
  const refused = refusedParameter(failure, said(wanted, way).said);
  // The limit is demanded, so it can't be left out.
  if (refused === null || refused === 'max_tokens') return null;
  const isAboutThinking = refused === 'effort' && way.asksToThink && /\bthink(?:ing)?\b/i.test(failure.message);
  return isAboutThinking ? { ...way, asksToThink: false } : { ...way, leftOut: [...way.leftOut, refused] };
}

/** The most tokens that the model allows, where the refusal of more says it: `max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens for ...`. */
function mostAfter({ status, message }: ApiFailure): number | null {
  const found = status === 400 ? /max_tokens: \d+ > (\d+)/.exec(message) : null;
  return found ? Number(found[1]) : null;
}
