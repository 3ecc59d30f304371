// How many tokens a text and an answer are likely to have, before anybody has counted. Rules of thumb, stated in docs/metrics.md; pure.

import type { TestTypeName } from '../../shared/run/benchmark';
import type { ModelId } from '../../shared/run/model';
import type { Effort } from '../../shared/run/parameters';
import { findTestType } from '../testTypes/findTestType';

export interface Range {
  low: number;
  likely: number;
  high: number;
}

/** From Chinese and Japanese signs on, a character is about a token. */
const wideCharacter = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/gu;
const charactersPerToken: Range = { low: 5, likely: 4, high: 3 };

/** Tokens of a text: 4 characters each is likely, 5 few, 3 many. */
export function textTokens(text: string): Range {
  const wide = text.match(wideCharacter)?.length ?? 0;
  const tokens = (perToken: number): number => Math.ceil((text.length - wide) / perToken + wide);
  return {
    low: tokens(charactersPerToken.low),
    likely: tokens(charactersPerToken.likely),
    high: tokens(charactersPerToken.high),
  };
}

const likelyReasoning: { readonly [effort in Effort]: number } = {
  none: 0,
  minimal: 100,
  low: 200,
  medium: 500,
  high: 1500,
  xhigh: 4000,
  max: 8000,
};
/** Where no limit is sent, so that only the vendor's own ends an answer. */
const mostOutput = 4096;
const mostWithReasoning = 16_384;

const reasoningNames =
  /^(o[134](-|$)|gpt-5|gpt-oss|gemini-(2\.5-pro|[3-9])|deepseek-(r1|reasoner)|qwq|grok-4|magistral)|thinking|reasoner|reasoning/;

/**
 * Output tokens of one answer. `known` is the mean of earlier runs; `limit` is what the API is told at most. The low end is half of what is
 * likely, the high end the limit.
 */
export function outputTokens(
  model: ModelId,
  testType: TestTypeName,
  known: number | null,
  limit: number | undefined,
): Range {
  const { effort, max_tokens: asked } = model.parameters;
  const doesReason =
    effort !== 'none' && (effort !== undefined || reasoningNames.test(model.name.toLowerCase().replace(/^.*\//, '')));
  const likely = Math.ceil(
    known ?? findTestType(testType).likelyTokens + (doesReason ? likelyReasoning[effort ?? 'medium'] : 0),
  );
  const high = asked ?? limit ?? (doesReason ? mostWithReasoning : mostOutput);
  return { low: Math.ceil(likely / 2), likely, high: Math.max(high, likely) };
}
