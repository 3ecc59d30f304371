// What a model answered, once as it came and once without its thinking: the one place where thinking is taken away before judging.

import { isJson } from './jsonError';
import { removeThinking } from './thinkBlocks';

export interface ModelAnswer {
  /** As it came. */
  raw: string;
  /** Without thinking, with `\n` as line ends. */
  said: string;
  /** The model API gave reasoning apart from the answer. */
  hasReasoning: boolean;
}

export interface AnswerOptions {
  hasReasoning?: boolean;
  /** The user's own thinking tags, beside those that are known. */
  thinkingTags?: readonly string[];
}

export function modelAnswer(raw: string, { hasReasoning = false, thinkingTags = [] }: AnswerOptions = {}): ModelAnswer {
  const text = raw.replace(/\r\n?/g, '\n');
  // What JSON holds in its texts is no thinking.
  return { raw, said: isJson(text) ? text : removeThinking(text, thinkingTags), hasReasoning };
}
