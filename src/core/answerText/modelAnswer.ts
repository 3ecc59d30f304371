// What a model answered, once as it came and once without its thinking: the one place where thinking is taken away before judging.

import { isJson } from './describeJsonError';
import { removeThinking } from './removeThinking';
import { withoutTemplate } from './withoutTemplate';

export interface ModelAnswer {
  /** As it came. */
  raw: string;
  /** Without thinking and what is left of a template, with `\n` as line ends. */
  said: string;
  /** What came beside the text, or in its place; null where nothing did. */
  beside: BesideText | null;
}

/** A call of a tool; no question at all, for the server only loaded or unloaded the model; reasoning apart from the answer. */
export type BesideText = 'toolCall' | 'loading' | 'reasoning';

interface AnswerOptions {
  beside?: BesideText | null;
  /** The user's own thinking tags, beside those that are known. */
  thinkingTags?: readonly string[];
}

export function modelAnswer(raw: string, { beside = null, thinkingTags = [] }: AnswerOptions = {}): ModelAnswer {
  const text = raw.replace(/\r\n?/g, '\n');
  // What JSON holds in its texts is no thinking.
  return { raw, said: isJson(text) ? text : removeThinking(withoutTemplate(text), thinkingTags), beside };
}
