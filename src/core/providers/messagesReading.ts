// Reads an answer of Anthropic's Messages protocol, streamed or in one piece.

import { isMap } from '../../shared/text/isMap';
import type { AnswerSoFar } from './answerSoFar';
import { countOf, laterCount } from './countOf';
import type { AnswerReading } from './readAnswer';

type Fields = { [name: string]: unknown };

export function messagesReading(answer: AnswerSoFar): AnswerReading {
  const input: InputCounts = { fresh: null, read: null, written: null };
  return {
    take(event, eventName) {
      switch (event.type ?? eventName) {
        case 'message':
          answer.name(event);
          for (const block of blocksOf(event.content)) sayBlock(answer, block, true);
          takeUsage(answer, input, event.usage);
          takeEnd(answer, event);
          return 'last';
        case 'message_start':
          if (!isMap(event.message)) return 'more';
          answer.name({ id: event.message.id, model: event.message.model });
          for (const block of blocksOf(event.message.content)) sayBlock(answer, block, false);
          // Its count of output is that of the first token.
          if (isMap(event.message.usage)) takeInput(input, event.message.usage);
          return 'more';
        case 'content_block_start':
          sayBlock(answer, event.content_block, false);
          return 'more';
        case 'content_block_delta':
          sayBlock(answer, event.delta, false);
          return 'more';
        case 'message_delta':
          if (isMap(event.delta)) takeEnd(answer, event.delta);
          takeUsage(answer, input, event.usage);
          return 'more';
        case 'message_stop':
          return 'last';
        default:
          // The end of a block, and kinds of event that are still to be invented.
          return 'nothing';
      }
    },
    end(isOwnEnd, asides) {
      const { tokens } = answer.reply;
      if (input.fresh !== null) tokens.input = input.fresh + (input.read ?? 0) + (input.written ?? 0);
      tokens.cached = input.read;
      return answer.complete(isOwnEnd, 'its last event, message_stop', asides);
    },
  };
}

function takeEnd(answer: AnswerSoFar, { stop_reason: reason, stop_details: details }: Fields): void {
  answer.finish(reason);
  if (isMap(details)) answer.explainRefusal(details.explanation);
}

/** A block or a piece of one: both name their texts alike; imitations leave the name out, or give the text alone. */
function sayBlock(answer: AnswerSoFar, block: unknown, isWhole: boolean): void {
  if (typeof block === 'string') answer.say('answer', block, isWhole);
  if (!isMap(block)) return;
  if (block.type === undefined || block.type === 'text' || block.type === 'text_delta')
    answer.say('answer', block.text, isWhole);
  if (block.type === 'thinking' || block.type === 'thinking_delta') answer.say('reasoning', block.thinking, isWhole);
  if (block.type === 'thinking' || block.type === 'redacted_thinking') answer.reasonUnseen();
  if (block.type === 'tool_use') answer.callTool();
}

interface InputCounts {
  fresh: number | null;
  read: number | null;
  written: number | null;
}

/** The counts are cumulative and a later event may leave them out. `input_tokens` is without what the cache took or gave. */
function takeInput(input: InputCounts, usage: Fields): void {
  input.fresh = laterCount(input.fresh, countOf(usage.input_tokens));
  input.read = laterCount(input.read, countOf(usage.cache_read_input_tokens));
  input.written = laterCount(input.written, countOf(usage.cache_creation_input_tokens));
}

function takeUsage({ reply: { tokens } }: AnswerSoFar, input: InputCounts, usage: unknown): void {
  if (!isMap(usage)) return;
  takeInput(input, usage);
  tokens.output = laterCount(tokens.output, countOf(usage.output_tokens));
  const details = usage.output_tokens_details;
  if (isMap(details)) tokens.reasoning = laterCount(tokens.reasoning, countOf(details.thinking_tokens));
}

function blocksOf(content: unknown): unknown[] {
  return Array.isArray(content) ? (content as unknown[]) : [content];
}
