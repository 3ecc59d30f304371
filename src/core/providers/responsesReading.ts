// Reads an answer of OpenAI's Responses API, streamed or in one piece.

import { isMap } from '../../shared/text/isMap';
import type { AnswerSoFar } from './answerSoFar';
import { countOf } from './countOf';
import { reportedCost } from './reportedCost';
import { errorIn } from './errorIn';
import { FailedAnswer } from './failedAnswer';
import type { AnswerReading } from './readAnswer';

type Fields = { [name: string]: unknown };

export function responsesReading(answer: AnswerSoFar): AnswerReading {
  return {
    take(message, eventName) {
      if (message.object === 'response') {
        return takeEnd(answer, message);
      }
      switch (message.type ?? eventName) {
        case 'response.output_text.delta':
          answer.say('answer', message.delta);
          return 'more';
        case 'response.reasoning_text.delta':
        case 'response.reasoning_summary_text.delta':
          answer.say('reasoning', message.delta);
          return 'more';
        case 'response.refusal.delta':
          answer.refuse(message.delta);
          return 'more';
        case 'response.completed':
        case 'response.incomplete':
        case 'response.failed':
        case 'response.cancelled':
          return takeEnd(answer, isMap(message.response) ? message.response : {});
        default:
          // Beginnings and ends of parts, and kinds of event that are still to be invented.
          return 'nothing';
      }
    },
    end: (isOwnEnd, asides) => answer.complete(isOwnEnd, 'its last event, response.completed', asides),
  };
}

/** The last event has the whole response; some proxies send its text in no other. */
function takeEnd(answer: AnswerSoFar, response: Fields): 'last' {
  const { id, model, status, usage, incomplete_details: incomplete, output } = response;
  answer.name({ id, model });
  const failed = errorIn(response, '');
  if (failed) throw new FailedAnswer(failed);
  sayOutput(answer, output);
  if (Array.isArray(output) && output.some((item) => isMap(item) && item.type === 'function_call')) answer.callTool();
  answer.finish(isMap(incomplete) ? incomplete.reason : status);
  if (isMap(usage)) takeUsage(answer, usage);
  return 'last';
}

function takeUsage({ reply }: AnswerSoFar, usage: Fields): void {
  const { input_tokens_details: input, output_tokens_details: output } = usage;
  reply.tokens = {
    input: countOf(usage.input_tokens),
    output: countOf(usage.output_tokens),
    reasoning: isMap(output) ? countOf(output.reasoning_tokens) : null,
    cached: isMap(input) ? countOf(input.cached_tokens) : null,
    source: 'usage',
  };
  reply.reportedCostUsd = reportedCost(usage) ?? reply.reportedCostUsd;
}

/** An answer in one piece: messages and reasoning, each a list of parts. */
function sayOutput(answer: AnswerSoFar, output: unknown): void {
  for (const item of Array.isArray(output) ? (output as unknown[]) : []) {
    if (!isMap(item)) continue;
    if (item.type === 'reasoning') {
      answer.say('reasoning', item.content ?? item.summary, true);
      answer.reasonUnseen();
    }
    if (item.type !== 'message' || !Array.isArray(item.content)) continue;
    for (const part of item.content as unknown[]) {
      if (isMap(part) && part.type === 'refusal') answer.refuse(part.refusal, true);
      else answer.say('answer', [part], true);
    }
  }
}
