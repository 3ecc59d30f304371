// The window that Ollama is asked for: one for the whole run, by its longest prompt, and never more than the model has.

import assert from 'node:assert/strict';
import type { TestServer } from '../../../servers/testServer';
import { echo, words } from './engineFixture';
import { ServedRuns } from './servedRuns';

const english = 'word '.repeat(4000).trim();
const sentWindows = (server: TestServer): unknown[] =>
  server.requests
    .filter(({ path }) => path === '/api/chat')
    .map(({ body }) => (body.options as { num_ctx?: number } | undefined)?.num_ctx);
const shows = (server: TestServer): number => server.requests.filter(({ path }) => path === '/api/show').length;

describe('the window of a prompt', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  it('is left to the server while every prompt fits, and nothing is asked of it', async () => {
    const server = await runs.ollama({ answer: echo, contextLimits: { m: 131_072 } });
    const run = await runs.run({ models: ['m'], prompts: words('a', 'word '.repeat(1000).trim()) });
    assert.deepEqual([sentWindows(server), shows(server)], [[undefined, undefined], 0]);
    assert.deepEqual((await run.manifest()).sampling, { 'ollama~m': { keep_alive: '10m' } });
  });

  for (const [what, long, window] of [
    ['English', english, 16_384],
    ['Chinese, a character a token', '天'.repeat(5000), 16_384],
    ['Japanese', 'テスト'.repeat(7000), 32_768],
    ['Korean', '한국어'.repeat(1400), 16_384],
    ['JSON without white space', '{"id":1},'.repeat(10_000), 65_536],
    ['one that just does not fit by itself', 'x'.repeat(12_300), 16_384],
  ] as const)
    it(`is asked for by the longest prompt, the same in all requests: ${what}`, async () => {
      const server = await runs.ollama({ answer: echo, contextLimits: { m: 131_072 } });
      const run = await runs.run({ models: ['m'], prompts: words('a', long, 'b') }, { mode: 'speed' });
      assert.deepEqual(sentWindows(server), [window, window, window, window], 'warm-up call and tests');
      const { sampling, problems } = await run.manifest();
      assert.deepEqual(sampling, { 'ollama~m': { keep_alive: '10m', options: { num_ctx: window } } });
      assert.deepEqual(problems, []);
    });

  it('is never more than the model has, and the run says where that is too little', async () => {
    const server = await runs.ollama({
      reply: ({ model }) => ({ text: 'ten', usage: { input: model === 'small' ? 2048 : 4010, output: 1 } }),
      contextLimits: { small: 2048, middle: 8192 },
    });
    const run = await runs.run({
      models: ['small', 'middle'],
      prompts: words(english),
      more: { parameters: { temperature: 0 } },
    });
    assert.deepEqual(sentWindows(server), [2048, 8192]);
    assert.equal(run.test('ollama~small').error?.kind, 'truncatedPrompt');
    const { problems, iso } = await run.manifest();
    assert.deepEqual(problems, [
      'ollama~small takes at most 2048 tokens, and the longest prompt of the run may have 6668: its server may cut it.',
    ]);
    assert.deepEqual(iso?.reasons, [
      'not iso because the window was 2048 tokens for ollama~small and 8192 tokens for ollama~middle',
      'not iso because not all of every prompt was shown: 1 cut for ollama~small',
    ]);
  });

  it("is the benchmark's own where that sets one, and what it can't hold is said", async () => {
    const server = await runs.ollama({ answer: echo, contextLimits: { m: 131_072, own: 131_072 } });
    const models = ['m', { model: 'own', parameters: { num_ctx: 6000, temperature: 0 } }];
    const run = await runs.run({ models, prompts: words('a', english) }, { mode: 'speed' });
    const sent = (model: string): unknown[] =>
      server.requests.flatMap(({ path, body }) => (path === '/api/chat' && body.model === model ? [body.options] : []));
    const options = { num_ctx: 6000, temperature: 0 };
    assert.deepEqual(sent('own'), [options, options, options], 'warm-up call and tests');
    assert.deepEqual(sent('m')[0], { num_ctx: 16_384 });
    assert.deepEqual((await run.manifest()).problems, [
      'ollama~own is given a window of 6000 tokens by the benchmark, and the longest prompt of the run may have 6668: its server may cut it.',
    ]);
  });

  it('is asked for all the same where the server does not say what a model has', async () => {
    const server = await runs.ollama({ answer: echo });
    await runs.run({ models: ['m'], prompts: words(english) });
    assert.deepEqual(sentWindows(server), [16_384]);
  });

  it("is nothing that Ollama's cloud or another API is told, and no reason not to be iso beside them", async () => {
    const server = await runs.ollama({ answer: echo });
    await runs.openAi({ answer: echo });
    const run = await runs.run({ models: ['m', 'big:cloud', 'openai~m'], prompts: words(english) });
    assert.deepEqual(sentWindows(server).sort(), [16_384, undefined]);
    assert.ok(!(await run.manifest()).iso!.reasons.some((reason) => /window|num_ctx/.test(reason)));
  });
});
