// Reads an answer of OpenAI's chat completions protocol, streamed or in one piece.

import { isMap } from '../../shared/text/isMap';
import type { AnswerSoFar } from './answerSoFar';
import { readOpenAiUsage } from './openaiUsage';
import type { AnswerReading } from './readAnswer';

export function chatReading(answer: AnswerSoFar): AnswerReading {
  return {
    take(message) {
      const { reply } = answer;
      answer.name({ id: message.id, model: message.model, systemFingerprint: message.system_fingerprint });
      const usage = readOpenAiUsage(message);
      if (usage) {
        reply.tokens = usage.tokens;
        reply.reportedCostUsd = usage.costUsd ?? reply.reportedCostUsd;
      }
      // Where several answers are given, though one was asked for, the first counts.
      const choice = listOf(message.choices).find((one) => isMap(one) && !one.index);
      if (!isMap(choice)) return 'more';
      const isWhole = isMap(choice.message);
      sayDelta(answer, isWhole ? choice.message : choice.delta, isWhole);
      answer.finish(choice.finish_reason);
      if (isWhole) return 'last';
      return answer.hasReason ? 'enough' : 'more';
    },
    end: (isOwnEnd, lastWords) => answer.complete(isOwnEnd, 'a finish reason', lastWords),
  };
}

/** `reasoning_content` or `reasoning`, then `content`, either of which may be a list of parts. */
function sayDelta(answer: AnswerSoFar, delta: unknown, isWhole: boolean): void {
  if (!isMap(delta)) return;
  answer.say('reasoning', delta.reasoning_content || delta.reasoning, isWhole);
  if (Array.isArray(delta.content)) for (const part of delta.content as unknown[]) sayPart(answer, part, isWhole);
  else answer.say('answer', delta.content, isWhole);
  answer.refuse(delta.refusal, isWhole);
  if (listOf(delta.tool_calls).length > 0 || isMap(delta.function_call)) answer.callTool();
}

/** Mistral thinks in a part of its own, whose thoughts are parts again. */
function sayPart(answer: AnswerSoFar, part: unknown, isWhole: boolean): void {
  if (!isMap(part)) answer.say('answer', part, isWhole);
  else if (part.type === 'thinking') answer.say('reasoning', part.thinking, isWhole);
  else answer.say('answer', part.text, isWhole);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
