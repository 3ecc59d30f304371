// Answers of every protocol with random damage, cut up at random: each is an answer whose parts are what they should be, or an error in words; and
// where its text is whole, it is the same however the network cuts it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chatReading } from '../../src/core/providers/chatReading';
import { failureIn } from '../../src/core/providers/failedAnswer';
import { messagesReading } from '../../src/core/providers/messagesReading';
import { ollamaReading } from '../../src/core/providers/ollamaReading';
import { ProviderError, type ModelReply } from '../../src/core/providers/provider';
import { readAnswer, type AnswerReading } from '../../src/core/providers/readAnswer';
import { responsesReading } from '../../src/core/providers/responsesReading';
import { scrubberOf } from '../../src/core/providers/scrubber';
import type { AnswerSoFar } from '../../src/core/providers/answerSoFar';
import { usualAnswerLimits } from '../../src/shared/run/answerLimits';
import { FedBody } from '../unit/core/streams/fedBody';
import type { FuzzTarget } from './fuzzTarget';
import { damages, mangled } from './mangled';

const events = (...list: object[]): string => list.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
const named = (...list: { type: string }[]): string =>
  list.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
const lines = (...list: object[]): string => list.map((line) => `${JSON.stringify(line)}\n`).join('');

const chunk = (delta: object, more: object = {}): object => ({
  id: 'c',
  object: 'chat.completion.chunk',
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: null, ...more }],
});
const usage = { prompt_tokens: 9, completion_tokens: 3, completion_tokens_details: { reasoning_tokens: 1 } };

interface Protocol {
  name: string;
  reading: (answer: AnswerSoFar) => AnswerReading;
  /** Good answers, streamed and in one piece. */
  answers: string[];
}

const protocols: readonly Protocol[] = [
  {
    name: 'streams of chat completions',
    reading: chatReading,
    answers: [
      events(
        chunk({ role: 'assistant', content: '' }),
        chunk({ reasoning_content: 'Hm. é世🌍' }),
        chunk({ content: 'Hello' }),
        chunk({ content: ' there' }, { finish_reason: 'stop' }),
        { id: 'c', choices: [], usage },
      ) + 'data: [DONE]\n\n',
      JSON.stringify({
        id: 'c',
        object: 'chat.completion',
        choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
        usage,
      }),
    ],
  },
  {
    name: 'streams of responses',
    reading: responsesReading,
    answers: [
      named(
        { type: 'response.created', ...{ response: { id: 'r', status: 'in_progress' } } },
        { type: 'response.output_text.delta', ...{ delta: 'Hello é世🌍' } },
        {
          type: 'response.completed',
          ...{ response: { id: 'r', status: 'completed', model: 'm', usage: { input_tokens: 4, output_tokens: 2 } } },
        },
      ),
    ],
  },
  {
    name: 'streams of messages',
    reading: messagesReading,
    answers: [
      named(
        { type: 'message_start', ...{ message: { id: 'a', model: 'm', content: [], usage: { input_tokens: 5 } } } },
        { type: 'content_block_start', ...{ index: 0, content_block: { type: 'thinking', thinking: '' } } },
        { type: 'content_block_delta', ...{ index: 0, delta: { type: 'thinking_delta', thinking: 'Hm. é' } } },
        { type: 'ping' },
        { type: 'content_block_delta', ...{ index: 1, delta: { type: 'text_delta', text: 'Hello 世🌍' } } },
        { type: 'message_delta', ...{ delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 7 } } },
        { type: 'message_stop' },
      ),
    ],
  },
  {
    name: 'streams of JSON lines',
    reading: ollamaReading,
    answers: [
      lines(
        { model: 'm', message: { role: 'assistant', content: '', thinking: 'Hm. é世🌍' }, done: false },
        { model: 'm', message: { role: 'assistant', content: 'Hello' }, done: false },
        { model: 'm', message: { content: '' }, done: true, done_reason: 'stop', eval_count: 3, eval_duration: 5e6 },
      ),
    ],
  },
];

interface Outcome {
  answer: string;
  reasoning: string;
  reply: ModelReply | null;
  error: string | null;
}

export const streamTargets: readonly FuzzTarget[] = protocols.map(({ name, reading, answers }) => ({
  name,
  property: fc.asyncProperty(
    fc.constantFrom(...answers),
    damages,
    fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 }),
    fc.boolean(),
    async (answer, list, sizes, isBroken) => {
      const text = mangled(answer, list);
      const bytes = Buffer.from(text, isBroken ? 'latin1' : 'utf8');
      const whole = await read([bytes], reading);
      const inPieces = await read(cut(bytes, sizes), reading);
      for (const outcome of [whole, inPieces]) refuseOdd(outcome);
      // What is no UTF-8 is refused from the piece on that it stands in.
      if (!isBroken) assert.deepEqual(inPieces, whole);
    },
  ),
}));

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...pieces, bytes.subarray(at)].filter((piece) => piece.length > 0);
}

async function read(pieces: Buffer[], reading: Protocol['reading']): Promise<Outcome> {
  const outcome: Outcome = { answer: '', reasoning: '', reply: null, error: null };
  const hear = (kind: 'reasoning' | 'answer', text: string): void => {
    assert.ok(typeof text === 'string' && text !== '');
    outcome[kind] += text;
  };
  const listener = {
    onSent: () => undefined,
    onHeaders: () => undefined,
    onChunk: () => undefined,
    onText: hear,
    onWholeText: hear,
  };
  const target = {
    label: 'Server',
    url: 'http://127.0.0.1/',
    scrub: scrubberOf([]),
    limits: usualAnswerLimits,
    isLocal: true,
  };
  const answer = {
    status: 200,
    headers: new Headers({ 'content-type': 'text/event-stream' }),
    body: new FedBody(pieces).body,
  };
  try {
    outcome.reply = await readAnswer(answer, target, listener, reading);
  } catch (error) {
    const failure = failureIn(error);
    if (!failure && !(error instanceof ProviderError)) throw error;
    outcome.error = failure ? JSON.stringify(failure) : String(error);
  }
  return outcome;
}

function refuseOdd({ reply }: Outcome): void {
  if (!reply) return;
  for (const text of [reply.id, reply.model, reply.finishReason]) assert.ok(text === null || typeof text === 'string');
  const { input, output, reasoning, cached } = reply.tokens;
  for (const count of [input, output, reasoning, cached])
    assert.ok(count === null || (Number.isFinite(count) && count >= 0), String(count));
}
