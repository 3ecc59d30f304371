// Reads an answer of OpenAI's chat completions protocol, streamed or in one piece.

import { isMap } from '../../shared/text/isMap';
import type { AnswerSoFar } from './answerSoFar';
import { laterTokens } from './countOf';
import { readOpenAiUsage } from './readOpenAiUsage';
import type { AnswerReading } from './readAnswer';

type Fields = { [name: string]: unknown };

export function chatReading(answer: AnswerSoFar): AnswerReading {
  /** A whole message that nothing said to be the last. */
  let held: Fields | null = null;
  const takeChoice = (choice: Fields, isWhole: boolean): 'more' | 'last' => {
    const { delta, message, text } = choice;
    if (typeof delta === 'string') answer.disallow('its delta is text and no object');
    if (isMap(delta)) sayDelta(answer, delta, false);
    else answer.say('answer', text, isWhole);
    answer.finish(reasonIn(choice) ?? (isMap(delta) ? reasonIn(delta) : undefined));
    answer.finishWorse(choice.native_finish_reason);
    if (!isMap(message)) return isWhole ? 'last' : 'more';
    if (isWhole || answer.hasReason) {
      sayDelta(answer, message, true);
      return 'last';
    }
    // Perplexity has both in every chunk: the piece, and all so far.
    if (isMap(delta)) return 'more';
    if (held) answer.disallow('it has whole messages where pieces of one belong');
    held = message;
    return 'more';
  };
  return {
    take(message, _eventName, isWhole) {
      const { reply } = answer;
      answer.name({ id: message.id, model: message.model, systemFingerprint: message.system_fingerprint });
      const usage = readOpenAiUsage(message);
      if (usage) {
        reply.tokens = laterTokens(reply.tokens, usage.tokens);
        reply.reportedCostUsd = usage.costUsd ?? reply.reportedCostUsd;
      }
      // Where several answers are given, though one was asked for, the first counts.
      const choice = listOf(message.choices).find((one) => isMap(one) && Number(one.index ?? 0) === 0);
      if (isMap(choice)) return takeChoice(choice, isWhole || message.object === 'chat.completion');
      return usage ? 'more' : 'nothing';
    },
    end(isOwnEnd, asides) {
      if (held && answer.isEmpty) sayDelta(answer, held, true);
      return answer.complete(isOwnEnd || held !== null, 'a finish reason', asides);
    },
  };
}

/** Gateways write it in their own ways. */
function reasonIn({ finish_reason: reason, finishReason, stop_reason: stopReason }: Fields): unknown {
  return reason === undefined ? (finishReason ?? (typeof stopReason === 'string' ? stopReason : undefined)) : reason;
}

/** What the model thinks, then `content`, either of which may be a list of parts. */
function sayDelta(answer: AnswerSoFar, delta: unknown, isWhole: boolean): void {
  if (!isMap(delta)) return;
  sayReasoning(answer, delta, isWhole);
  if (Array.isArray(delta.content)) for (const part of delta.content as unknown[]) sayPart(answer, part, isWhole);
  else answer.say('answer', delta.content, isWhole);
  answer.refuse(delta.refusal, isWhole);
  if (listOf(delta.tool_calls).length > 0 || isMap(delta.function_call)) answer.callTool();
}

/** DeepSeek and Qwen, OpenRouter and Groq, Copilot; else OpenRouter's list of details or LiteLLM's blocks of Anthropic, which repeat the text. */
function sayReasoning(answer: AnswerSoFar, delta: Fields, isWhole: boolean): void {
  const text = delta.reasoning_content || delta.reasoning || delta.reasoning_text || delta.thinking;
  if (isMap(text)) return answer.say('reasoning', text.text ?? text.content ?? text.summary, isWhole);
  if (text) return answer.say('reasoning', text, isWhole);
  for (const detail of [...listOf(delta.reasoning_details), ...listOf(delta.thinking_blocks)])
    if (isMap(detail)) sayThought(answer, detail, isWhole);
}

/** A thought that is encrypted is one. */
function sayThought(answer: AnswerSoFar, thought: Fields, isWhole: boolean): void {
  answer.say('reasoning', thought.text ?? thought.summary ?? thought.thinking, isWhole);
  answer.reasonUnseen();
}

/** Mistral thinks in a part of its own, whose thoughts are parts again. */
function sayPart(answer: AnswerSoFar, part: unknown, isWhole: boolean): void {
  if (!isMap(part)) answer.say('answer', part, isWhole);
  else if (/thinking|reasoning/.test(String(part.type))) sayThought(answer, part, isWhole);
  else if (part.type === 'refusal') answer.refuse(part.refusal, isWhole);
  else answer.say('answer', part.text, isWhole);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
