// The window that was really in force: asked once per model when it has answered, written down, compared, and never a reason to fail.

import assert from 'node:assert/strict';
import type { OllamaServerOptions } from '../../../servers/startOllamaServer';
import type { TestServer } from '../../../servers/testServer';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { echo, never, recorder, words } from './engineFixture';
import { ServedRun, ServedRuns } from './servedRuns';

const long = 'word '.repeat(4000).trim();
const asks = (server: TestServer): string[] =>
  server.requests.map(({ path }) => path).filter((path) => path === '/api/chat' || path === '/api/ps');
const windowsOf = async (run: ServedRun): Promise<(number | undefined)[]> =>
  (await run.manifest()).models.map(({ server }) => server?.contextLength);

describe('the window in force', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  for (const mode of ['speed', 'throughput'] as const)
    it(`is asked once per model, after its first answered test: ${mode} mode`, async () => {
      const server = await runs.ollama({ answer: echo, models: ['m', 'n'] });
      const run = await runs.run({ models: ['m', 'n'], prompts: words('a', 'b', 'c') }, { mode });
      const [warmUp, tests] = [mode === 'speed' ? ['/api/chat'] : [], ['/api/chat', '/api/chat']];
      const perModel = [...warmUp, '/api/chat', '/api/ps', ...tests];
      assert.equal(asks(server).filter((path) => path === '/api/ps').length, 2);
      assert.deepEqual(asks(server).slice(0, warmUp.length + 2), perModel.slice(0, warmUp.length + 2));
      assert.deepEqual(await windowsOf(run), [4096, 4096]);
      assert.deepEqual((await run.manifest()).problems, []);
    });

  it('waits for an answer: a test that ended in error tells nothing of what is loaded', async () => {
    const server = await runs.ollama({
      reply: ({ prompt }) =>
        prompt.includes('a') && !prompt.includes('b') ? { failure: { status: 400, message: 'no' } } : { text: 'b' },
    });
    await runs.run({ models: ['m'], prompts: words('a', 'b') }, { mode: 'throughput' });
    assert.equal(asks(server).at(-1), '/api/ps');
    assert.equal(asks(server).filter((path) => path === '/api/ps').length, 1);
  });

  it('is what iso compares, also where no window was asked for', async () => {
    await runs.ollama({ answer: echo, loadedWindows: { small: 2048, large: 32_768 } });
    const run = await runs.run({ models: ['small', 'large'], prompts: words('a') });
    assert.deepEqual(await windowsOf(run), [2048, 32_768]);
    assert.deepEqual(
      (await run.manifest()).iso!.reasons.filter((reason) => reason.includes('window')),
      ['not iso because the window was 2048 tokens for ollama~small and 32768 tokens for ollama~large'],
    );
  });

  it('counts for iso in place of the one that was asked for', async () => {
    await runs.ollama({ answer: echo, contextLimits: { a: 8192, b: 131_072 }, loadedWindows: { b: 8192 } });
    const run = await runs.run({ models: ['a', 'b'], prompts: words(long) });
    const { iso, problems } = await run.manifest();
    assert.deepEqual(await windowsOf(run), [8192, 8192]);
    assert.deepEqual(
      iso!.reasons.filter((reason) => /window|num_ctx/.test(reason)),
      [],
    );
    assert.deepEqual(problems, [
      'The server of ollama~b was asked for a window of 16384 tokens and gave 8192: it may cut longer prompts.',
    ]);
  });

  it('is found under the full name that Ollama lists, and of the right model among several', async () => {
    await runs.ollama({ answer: echo, loadedWindows: { 'm:8b': 2048, 'm:latest': 8192, m: 8192 } });
    assert.deepEqual(await windowsOf(await runs.run({ models: ['m:8b', 'm'], prompts: words('a') })), [2048, 8192]);
  });

  it('may be another one when a run is resumed, which the run says', async () => {
    const loadedWindows = { m: 4096 };
    let isDown = true;
    await runs.ollama({
      reply: ({ prompt }) =>
        isDown && prompt.includes('two') ? { failure: { status: 400, message: 'no' } } : { text: echo(prompt) },
      loadedWindows,
    });
    const parts = { models: ['m'], prompts: words('one', 'two') };
    const first = await runs.run(parts);
    isDown = false;
    loadedWindows.m = 8192;
    const { runDirectory, state } = await resumeRun(
      { ...runs.request(parts), runDirectory: first.runDirectory, retryErrors: true },
      recorder(),
      never,
    );
    const resumed = new ServedRun(runDirectory, state);
    assert.deepEqual(await windowsOf(resumed), [8192]);
    const { problems, iso } = await resumed.manifest();
    assert.deepEqual(problems, ['The window of ollama~m was 4096 tokens before the run was resumed, and 8192 since.']);
    assert.deepEqual(iso, {
      holds: false,
      reasons: ['not iso because the window of ollama~m was 4096 tokens before the run was resumed, and 8192 since'],
    });
  });

  for (const [what, options] of [
    ['an Ollama that is too old to say', { loadedWindows: null }],
    ['a window of 0', { loadedWindows: { m: 0 } }],
    ['one without the address', { runningFailure: { status: 404, message: 'page not found' } }],
    ['one that fails', { runningFailure: { status: 500, message: 'boom' } }],
    ['an answer that is no JSON', { runningFailure: { status: 200, message: '', rawBody: '<html>' } }],
    ['another JSON', { runningFailure: { status: 200, message: '', rawBody: '{"models":null}' } }],
  ] satisfies [string, OllamaServerOptions][])
    it(`is not known, and nothing is wrong with the run: ${what}`, async () => {
      await runs.ollama({ answer: echo, ...options });
      const run = await runs.run({ models: ['m'], prompts: words('a', 'b') });
      assert.deepEqual(await windowsOf(run), [undefined]);
      assert.deepEqual([run.test('ollama~m', 1).verdict, run.test('ollama~m', 2).verdict], ['correct', 'correct']);
      assert.deepEqual((await run.manifest()).problems, []);
    });

  it("is asked neither of Ollama's cloud nor of another API", async () => {
    const server = await runs.ollama({ answer: echo });
    const other = await runs.openAi({ answer: echo });
    await runs.run({ models: ['big:cloud', 'openai~m'], prompts: words('a') });
    assert.deepEqual(
      [asks(server), other.requests.filter(({ path }) => path.endsWith('/ps')).length],
      [['/api/chat'], 0],
    );
  });
});
