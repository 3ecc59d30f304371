// Speed mode from request to run folder: one request at a time a machine, a warm-up call a model that no figure includes, and a mode that a
// resumed run keeps.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { planRun } from '../../../../src/core/run/planRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { testsFileName } from '../../../../src/core/runFolder/runFolderPaths';
import type { RecordedAttempt } from '../../../../src/shared/results/testResult';
import { echo, never, recorder, words } from './engineFixture';
import { OpenCount, ServedRun, ServedRuns, someTurns, warmUpPrompt } from './servedRuns';

describe('a run in speed mode', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  it('asks one request at a time on a machine, its servers and models in sequence, each after its warm-up call', async () => {
    const open = new OpenCount();
    const order: string[] = [];
    const answer = ({ model, prompt }: { model: string; prompt: string }): Promise<{ text: string }> =>
      open.during(model, async () => {
        order.push(`${model} ${prompt === warmUpPrompt ? 'warm-up' : echo(prompt)}`);
        await someTurns();
        return { text: echo(prompt) };
      });
    await runs.ollama({ reply: answer });
    await runs.openAi({ reply: answer }, 'VLLM');
    const models = ['a', 'vllm~c', 'b'];
    const run = await runs.run(
      { models, prompts: words('1', '2') },
      { mode: 'speed', concurrency: { ollama: 4, vllm: 4, '*': 4 } },
    );
    assert.deepEqual(
      order,
      ['a', 'c', 'b'].flatMap((model) => ['warm-up', '1', '2'].map((what) => `${model} ${what}`)),
    );
    assert.equal(open.most, 1);
    assert.deepEqual(
      run.state.models.flatMap((model) => model.tests.map((test) => test.verdict)),
      Array<string>(6).fill('correct'),
    );
  });

  it('leaves a local model alone while it answers: all is judged and written before, and drawn after the last answer', async () => {
    const seen: { finished: number; pictures: number }[] = [];
    const lookAround = async (): Promise<void> => {
      const files = await runs.fixture.listing();
      const events = files.find((file) => file.endsWith('events.jsonl'))!;
      const told = await readFile(join(runs.fixture.runsDirectory, events), 'utf8');
      const finished = told.split('\n').filter((line) => line.includes('"type":"testFinished"')).length;
      seen.push({ finished, pictures: files.filter((file) => file.endsWith('.png')).length });
    };
    await runs.ollama({
      reply: async ({ prompt }) => {
        if (prompt !== warmUpPrompt) await lookAround();
        return { text: echo(prompt) };
      },
    });
    const run = await runs.run(
      { models: ['a', 'b'], prompts: words('1', '2', '3') },
      { mode: 'speed', concurrency: { ollama: 4 }, resultImages: true },
    );
    assert.deepEqual(
      seen,
      [0, 1, 2, 3, 4, 5].map((finished) => ({ finished, pictures: 0 })),
    );
    assert.equal((await runs.fixture.listing()).filter((file) => file.endsWith('.png')).length, 6);
    assert.equal(run.state.status, 'finished');
  });

  it('takes all servers of a machine for one, and other machines beside it', () => {
    const environment = {
      OLLAMA_HOST: 'http://gpu:11434',
      VLLM_BASE_URL: 'http://gpu:8000/v1',
      LMSTUDIO_BASE_URL: 'http://localhost:1234/v1',
      OPENAI_API_KEY: 'k',
    };
    const parts = {
      models: ['a', 'vllm~b', 'lmstudio~c', 'openai~d', 'simulated~swift', 'simulated~hasty'],
      prompts: words('1'),
    };
    const queues = (mode: 'speed' | 'throughput'): string[] =>
      planRun(runs.request(parts, { mode, environment }), {
        fileName: 'say-it.yaml',
        files: filesBeside({ benchmarkFolder: null, filesRoot: null }),
      }).queues.map(({ key, tests }) => `${key} ${tests.map(({ model }) => model.name).join(' ')}`);
    assert.deepEqual(queues('speed'), [
      'gpu a b',
      '127.0.0.1 c',
      'api.openai.com d',
      'simulated~swift swift',
      'simulated~hasty hasty',
    ]);
    assert.deepEqual(queues('throughput').slice(0, 2), ['gpu:11434 a', 'gpu:8000 b']);
  });

  it('records the warm-up call apart: an event, a line, and no figure of the tests', async () => {
    await runs.openAi({
      reply: ({ prompt }) => ({
        text: echo(prompt),
        usage: prompt === warmUpPrompt ? { input: 1000, output: 1000 } : { input: 5, output: 2 },
      }),
    });
    const heard = recorder();
    const run = await runs.run({ models: ['openai~m'], prompts: words('1', '2') }, { mode: 'speed' }, heard);
    const kinds = heard.events.map((event) => event.type);
    assert.deepEqual(kinds.filter((kind) => kind === 'modelWarmedUp').length, 1);
    assert.ok(kinds.indexOf('modelWarmedUp') < kinds.indexOf('testStarted'));
    const warmedUp = heard.events.find((event) => event.type === 'modelWarmedUp')!;
    const bytes = await readFile(join(run.runDirectory, testsFileName('openai~m')));
    const { offset, length } = warmedUp.evidence!;
    const line = JSON.parse(bytes.toString('utf8', offset, offset + length)) as {
      model: string;
      warmUp: { attempts: RecordedAttempt[] };
    };
    const [attempt] = line.warmUp.attempts;
    assert.deepEqual(
      [line.model, attempt!.request.messages[0]!.content, attempt!.response!.tokens.output],
      ['openai~m', warmUpPrompt, 1000],
    );
    assert.ok(Math.abs(warmedUp.total! - (attempt!.times.endedAt - attempt!.times.dispatchedAt)) < 0.002);
    assert.deepEqual(run.state.models[0]!.warmUp, { total: warmedUp.total, load: null });
    const { mode, totals, models } = await run.manifest();
    assert.deepEqual([mode, totals.tests, totals.inputTokens, totals.outputTokens], ['speed', 2, 10, 4]);
    assert.deepEqual([models[0]!.finished, models[0]!.details!.times.total.n], [2, 2]);
    assert.ok(run.timings('openai~m', 1).dispatchedAt >= attempt!.times.endedAt);
  });

  it('asks a model whose warm-up call fails all the same', async () => {
    await runs.openAi({
      reply: ({ prompt }) =>
        prompt === warmUpPrompt ? { failure: { status: 503, message: 'Loading' } } : { text: echo(prompt) },
    });
    const run = await runs.run({ models: ['openai~m'], prompts: words('1') }, { mode: 'speed' });
    const { warmUp, tests } = run.state.models[0]!;
    assert.deepEqual([warmUp!.total, warmUp!.error!.kind, tests[0]!.verdict], [null, 'api', 'correct']);
  });

  it('has no warm-up calls in throughput mode', async () => {
    const server = await runs.openAi({ answer: echo });
    const run = await runs.run({ models: ['openai~m'], prompts: words('1') });
    assert.deepEqual(
      [server.requests.length, run.state.models[0]!.warmUp, (await run.manifest()).mode],
      [1, null, 'throughput'],
    );
  });

  it('stays in its mode when it is resumed, whatever is set then', async () => {
    const open = new OpenCount();
    let asked = 0;
    const cancel = new AbortController();
    const server = await runs.openAi({
      reply: ({ prompt, model }) =>
        open.during(model, async () => {
          // However late the cancellation comes through, it finds tests that are not asked yet.
          if (prompt !== warmUpPrompt && ++asked > 1 && !cancel.signal.aborted) await once(cancel.signal, 'abort');
          await someTurns();
          return { text: echo(prompt) };
        }),
    });
    const parts = { models: ['openai~a', 'openai~b'], prompts: words('1', '2', '3') };
    const first = await runs.run(
      parts,
      { mode: 'speed' },
      recorder((event) => event.type === 'testFinished' && cancel.abort()),
      cancel.signal,
    );
    assert.equal(first.state.status, 'cancelled');
    const before = server.requests.length;
    const heard = recorder();
    const resumed = await resumeRun(
      {
        ...runs.request(parts, { mode: 'throughput', concurrency: { openai: 4 } }),
        runDirectory: first.runDirectory,
        retryErrors: false,
      },
      heard,
      never,
    );
    assert.deepEqual([resumed.state.status, resumed.state.mode, open.most], ['finished', 'speed', 1]);
    assert.deepEqual(
      heard.events.filter((event) => event.type === 'modelWarmedUp').map((event) => event.model),
      ['openai~a', 'openai~b'],
      'the pause has let them grow cold',
    );
    assert.ok(asked >= 6 && server.requests.length > before);
    const { mode, concurrency, totals } = await new ServedRun(resumed.runDirectory, resumed.state).manifest();
    assert.deepEqual([mode, Object.values(concurrency), totals.correct], ['speed', [1], 6]);
  });
});
