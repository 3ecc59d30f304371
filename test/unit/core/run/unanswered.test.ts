// A response without an answer, as each protocol sends it: the reason names what came in its place, and does so again when the stored answer is
// judged again.

import assert from 'node:assert/strict';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { readTestResult } from '../../../storedTests';
import type { RawAnswer } from '../../../servers/behavior';
import { never, rescoreRequest, words } from './engineFixture';
import { ServedRuns } from './servedRuns';

const events = (...list: object[]): RawAnswer => ({
  pieces: list.map((event) => `data: ${JSON.stringify(event)}\n\n`),
});
const openAi = (delta: object, reason: string): RawAnswer =>
  events({ choices: [{ index: 0, delta }] }, { choices: [{ index: 0, delta: {}, finish_reason: reason }] });
const anthropic = (block: object, reason: string): RawAnswer =>
  events(
    { type: 'message_start', message: { id: 'a', model: 'm', usage: { input_tokens: 5, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: block },
    { type: 'message_delta', delta: { stop_reason: reason }, usage: { output_tokens: 9 } },
    { type: 'message_stop' },
  );
const ollama = (message: object, reason: string): RawAnswer => ({
  pieces: [
    `${JSON.stringify({ model: 'm', message: { role: 'assistant', content: '', ...message }, done: false })}\n`,
    `${JSON.stringify({ model: 'm', message: { role: 'assistant', content: '' }, done: true, done_reason: reason })}\n`,
  ],
  contentType: 'application/x-ndjson',
});

const call = { name: 'look_up', arguments: '{}' };
const tool = /called a tool, though it was offered none/;
const loaded = /only loaded or unloaded the model/;
const reasoned = /only reasoned/;
const cases: [what: string, protocol: 'openai' | 'anthropic' | 'ollama', raw: RawAnswer, reason: RegExp][] = [
  [
    'tool_calls',
    'openai',
    openAi({ tool_calls: [{ index: 0, id: 'c', type: 'function', function: call }] }, 'tool_calls'),
    tool,
  ],
  ['tool_calls that end with stop', 'openai', openAi({ tool_calls: [{ index: 0, function: call }] }, 'stop'), tool],
  ['function_call', 'openai', openAi({ function_call: call }, 'function_call'), tool],
  ['a call that only the reason names', 'openai', openAi({ content: '' }, 'tool_calls'), tool],
  [
    'a call after reasoning',
    'openai',
    openAi({ reasoning: 'Hm.', tool_calls: [{ index: 0, function: call }] }, 'tool_calls'),
    tool,
  ],
  [
    'a call after thinking in the text',
    'openai',
    openAi({ content: '<think>Hm.</think>', tool_calls: [{ index: 0, function: call }] }, 'tool_calls'),
    tool,
  ],
  ['tool_use', 'anthropic', anthropic({ type: 'tool_use', id: 't', name: 'look_up', input: {} }, 'tool_use'), tool],
  ['tool_calls', 'ollama', ollama({ tool_calls: [{ function: { name: 'look_up', arguments: {} } }] }, 'stop'), tool],
  ['done_reason load', 'ollama', ollama({}, 'load'), loaded],
  ['done_reason unload', 'ollama', ollama({}, 'unload'), loaded],
  ['only reasoning', 'ollama', ollama({ thinking: 'Hm.' }, 'stop'), /only reasoned/],
  ...(
    [
      ['reasoning_content', { reasoning_content: 'Hm.' }],
      ['details of reasoning', { reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] }],
      ['a summary of reasoning', { reasoning_details: [{ type: 'reasoning.summary', summary: 'Hm.' }] }],
      ['encrypted reasoning', { reasoning_details: [{ type: 'reasoning.encrypted', data: 'aGk=' }] }],
      ["Anthropic's blocks", { thinking_blocks: [{ type: 'redacted_thinking', data: 'aGk=' }] }],
      ['parts of thinking', { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }] }],
    ] as [string, object][]
  ).map(([what, delta]): (typeof cases)[number] => [what, 'openai', openAi(delta, 'stop'), reasoned]),
  [
    'reasoning that only the counts tell of',
    'openai',
    events(
      { choices: [{ index: 0, delta: { content: '' }, finish_reason: 'stop' }] },
      {
        choices: [],
        usage: { prompt_tokens: 10, completion_tokens: 300, completion_tokens_details: { reasoning_tokens: 300 } },
      },
    ),
    reasoned,
  ],
  ['thinking', 'anthropic', anthropic({ type: 'thinking', thinking: 'Hm.' }, 'end_turn'), reasoned],
  ['thinking left out', 'anthropic', anthropic({ type: 'thinking', thinking: '' }, 'end_turn'), reasoned],
  ['redacted thinking', 'anthropic', anthropic({ type: 'redacted_thinking', data: 'aGk=' }, 'end_turn'), reasoned],
  ['[DONE] alone', 'openai', { pieces: ['data: [DONE]\n\n'] }, /sent an empty response/],
  ['nothing', 'openai', openAi({ content: '' }, 'stop'), /sent an empty response/],
];

describe('a response without an answer', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  for (const [protocol, serve] of [
    ['openai', (options) => runs.openAi(options)],
    ['anthropic', (options) => runs.anthropic(options)],
    ['ollama', (options) => runs.ollama(options)],
  ] as [string, (options: Parameters<ServedRuns['openAi']>[0]) => Promise<unknown>][])
    it(`says what came in its place: ${protocol}`, async () => {
      const own = cases.filter((one) => one[1] === protocol);
      await serve({ reply: ({ prompt }) => ({ raw: own[Number(prompt.replace('Say ', ''))]![2] }) });
      const run = await runs.run(
        { models: [`${protocol}~m`], prompts: words(...own.map((_, at) => String(at))) },
        { maxAttempts: 1 },
      );
      const check = async (): Promise<void> => {
        for (const [at, [what, , , reason]] of own.entries()) {
          const result = await readTestResult(run.runDirectory, `${protocol}~m`, at + 1);
          assert.equal(result.error?.kind, 'emptyAnswer', what);
          assert.match(result.reason ?? '', reason, what);
          assert.equal(result.rescores, undefined, what);
        }
      };
      await check();
      await rescoreRun(rescoreRequest(run.runDirectory), () => {}, never);
      await check();
    });
});
