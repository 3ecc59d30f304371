// Examples of a benchmark and given conversations of its prompts: before the question in every protocol, and a part of what was asked.

import assert from 'node:assert/strict';
import type { TestServer } from '../../../servers/testServer';
import { named } from '../providers/oddServers';
import { echo } from './engineFixture';
import { ServedRuns, type ServedRun } from './servedRuns';

const models = ['openai~m', 'ollama~m', 'anthropic~m'];
const system = 'Be short.';
const examples = [
  { user: 'Say {x}', assistant: 'x' },
  { user: 'Say y', assistant: 'y' },
];
const talk = [
  { role: 'user', content: 'I am {{name}}.' },
  { role: 'assistant', content: 'Hello, {{ name }}.' },
];
const prompts = [
  { dynamic_variables: { word: 'a', name: 'Ann' }, expectation: 'a', messages: talk },
  { dynamic_variables: { word: 'b' }, expectation: 'b' },
];
const shots = [
  { role: 'user', content: 'Say {x}' },
  { role: 'assistant', content: 'x' },
  { role: 'user', content: 'Say y' },
  { role: 'assistant', content: 'y' },
];
const wanted = [
  [
    ...shots,
    { role: 'user', content: 'I am Ann.' },
    { role: 'assistant', content: 'Hello, Ann.' },
    { role: 'user', content: 'Say a' },
  ],
  [...shots, { role: 'user', content: 'Say b' }],
];
const ofSystem = { role: 'system', content: system };

const benchmark = (changes: object, ofModels = models): string =>
  JSON.stringify({
    benchmark_name: 'Shown',
    purpose: 'p',
    base_prompt: 'Say {{word}}',
    test_type: 'raw_string_evaluator',
    models: ofModels,
    prompts,
    ...changes,
  });

const sentTo = (server: TestServer): unknown[] =>
  server.requests.filter(({ path }) => /chat|messages/.test(path)).map(({ body }) => body.messages);

describe('examples and messages', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  const run = (benchmarkText: string): Promise<ServedRun> =>
    runs.run({ models: [], prompts: [] }, { benchmarkText, concurrency: { '*': 1 } });

  it('come after the system text and before the question in every protocol, and into the transcript', async () => {
    const [openai, ollama, anthropic] = [
      await runs.openAi({ answer: echo }),
      await runs.ollama({ answer: echo }),
      await runs.anthropic({ answer: echo }),
    ];
    const shown = await run(benchmark({ system, examples }));
    for (const server of [openai, ollama])
      assert.deepEqual(
        sentTo(server),
        wanted.map((messages) => [ofSystem, ...messages]),
      );
    assert.deepEqual(sentTo(anthropic), wanted);
    assert.deepEqual(
      anthropic.requests.map(({ body }) => body.system),
      [system, system],
    );
    for (const model of models) {
      const attempts = [...(await shown.attempts(model, 1)), ...(await shown.attempts(model, 2))];
      assert.deepEqual(
        attempts.map(({ request }) => request.messages),
        wanted.map((messages) => [ofSystem, ...messages]),
      );
      assert.deepEqual([shown.test(model, 1).verdict, shown.test(model, 2).verdict], ['correct', 'correct']);
    }
  });

  it('come through the Responses API, too', async () => {
    const server = await runs.openAi({
      reply: ({ path }) =>
        path.endsWith('/responses')
          ? {
              raw: {
                pieces: named([
                  { type: 'response.output_text.delta', delta: 'a' },
                  { type: 'response.completed', response: { id: 'r', status: 'completed' } },
                ]),
              },
            }
          : { failure: { status: 404, message: 'This model is only supported in v1/responses' } },
    });
    await run(benchmark({ system, examples }, ['openai~m']));
    const bodies = server.requests.filter(({ path }) => path.endsWith('/responses')).map(({ body }) => body);
    assert.deepEqual(
      bodies.map(({ instructions, input }) => [instructions, input]),
      wanted.map((input) => [system, input]),
    );
  });

  it('make another prompt of it, each where it is sent', async () => {
    await runs.openAi({ answer: echo });
    const hashesOf = async (changes: object): Promise<(string | undefined)[]> =>
      (await run(benchmark(changes, ['openai~m']))).state.prompts.map(({ hash }) => hash);
    const plain = await hashesOf({ prompts: prompts.map(({ messages: _messages, ...prompt }) => prompt) });
    const [shown, told] = [await hashesOf({ examples }), await hashesOf({})];
    assert.equal(new Set([plain[0], shown[0], told[0]]).size, 3);
    assert.deepEqual([plain[1] === told[1], plain[1] === shown[1]], [true, false]);
  });

  it('count in the window that Ollama is asked for', async () => {
    const server = await runs.ollama({ answer: echo, contextLimits: { m: 131_072 } });
    await run(benchmark({ examples: [{ user: 'word '.repeat(4000), assistant: 'x' }] }, ['ollama~m']));
    const windows = server.requests
      .filter(({ path }) => path === '/api/chat')
      .map(({ body }) => (body.options as { num_ctx?: number }).num_ctx);
    assert.deepEqual(windows, [16_384, 16_384]);
  });

  it('are seen to be cut where a server counts fewer tokens than they have words', async () => {
    await runs.ollama({ reply: () => ({ text: 'a', usage: { input: 2048, output: 1 } }) });
    const messages = [
      { role: 'user', content: 'word '.repeat(3000) },
      { role: 'assistant', content: 'I see.' },
    ];
    const cut = await run(benchmark({ defaults: { messages } }, ['ollama~m']));
    // The first prompt has a conversation of its own.
    assert.deepEqual(
      [1, 2].map((index) => cut.test('ollama~m', index).error?.kind),
      [undefined, 'truncatedPrompt'],
    );
  });
});
