// What came with an answer beside its text, as a response was recorded.

import type { RecordedAttempt } from '../../shared/results/testResult';
import type { BesideText } from './modelAnswer';

type Response = NonNullable<RecordedAttempt['response']>;

/** A few servers name the call of a tool only as the reason for the end. */
const toolReasons = /^(tool_calls|function_call|tool_use)$/i;
/** Ollama answers so where nothing was asked of the model. */
const loadingReasons = /^(load|unload)$/i;

/** Null where nothing but text came, or nobody recorded what did. */
export function besideText(
  response: Pick<Response, 'calledTool' | 'finishReason' | 'reasoning' | 'hidReasoning' | 'tokens'> | undefined,
): BesideText | null {
  if (!response) return null;
  const reason = response.finishReason?.trim() ?? '';
  if (response.calledTool === true || toolReasons.test(reason)) return 'toolCall';
  if (loadingReasons.test(reason)) return 'loading';
  const { reasoning, hidReasoning, tokens } = response;
  return reasoning !== '' || hidReasoning === true || (tokens.reasoning ?? 0) > 0 ? 'reasoning' : null;
}
