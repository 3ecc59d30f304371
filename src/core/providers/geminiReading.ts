// Reads an answer of Gemini's own protocol, in one piece, as its batches have it.

import { isMap } from '../../shared/text/isMap';
import type { AnswerSoFar } from './answerSoFar';
import { countOf } from './countOf';
import type { AnswerReading } from './readAnswer';

type Fields = { [name: string]: unknown };

export function geminiReading(answer: AnswerSoFar): AnswerReading {
  return {
    take(message) {
      const { candidates, usageMetadata } = message;
      // A prompt that was blocked has none; that is known for what it is before.
      if (!Array.isArray(candidates)) return 'nothing';
      answer.name({ id: message.responseId, model: message.modelVersion });
      takeUsage(answer, usageMetadata);
      const candidate: unknown = candidates[0];
      if (isMap(candidate)) takeCandidate(answer, candidate);
      return 'last';
    },
    end: (isOwnEnd, asides) => answer.complete(isOwnEnd, 'a finish reason', asides),
  };
}

function takeCandidate(answer: AnswerSoFar, { content, finishReason, finishMessage }: Fields): void {
  const parts: unknown[] = isMap(content) && Array.isArray(content.parts) ? content.parts : [];
  for (const part of parts) {
    if (!isMap(part)) continue;
    answer.say(part.thought === true ? 'reasoning' : 'answer', part.text, true);
    if (isMap(part.functionCall)) answer.callTool();
  }
  answer.finish(finishReason);
  answer.explainRefusal(finishMessage);
}

/** Thoughts are counted apart from the answer. */
function takeUsage({ reply: { tokens } }: AnswerSoFar, usage: unknown): void {
  if (!isMap(usage)) return;
  const said = countOf(usage.candidatesTokenCount);
  const thought = countOf(usage.thoughtsTokenCount);
  tokens.input = countOf(usage.promptTokenCount);
  tokens.output = said === null && thought === null ? null : (said ?? 0) + (thought ?? 0);
  tokens.reasoning = thought;
  tokens.cached = countOf(usage.cachedContentTokenCount);
}
