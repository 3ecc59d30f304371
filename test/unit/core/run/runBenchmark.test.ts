import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readBenchmarkText } from '../../../../src/core/runFolder/readBenchmarkText';
import { readTestResult, readTestTranscript } from '../../../storedTests';
import { InvalidBenchmark } from '../../../../src/core/run/planRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { modelFolderName } from '../../../../src/core/runFolder/runFolderPaths';
import type { ExecEvalBenchmarkReport } from '../../../../src/shared/results/report';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { startAnthropicServer } from '../../../servers/startAnthropicServer';
import { startOllamaServer } from '../../../servers/startOllamaServer';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import { echo, EngineFixture, never, readJson, recorder, words } from './engineFixture';

describe('a run', () => {
  let fixture: EngineFixture;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });
  afterEach(() => fixture.remove());

  it('asks three protocols, judges, and leaves a complete folder', async () => {
    const openai = await fixture.serve(startOpenAiServer({ answer: echo, key: 'sk-secret-openai' }));
    const anthropic = await fixture.serve(
      startAnthropicServer({
        answer: (prompt) => (prompt.endsWith('two') ? 'deux' : echo(prompt)),
        key: 'sk-secret-anthropic',
      }),
    );
    const ollama = await fixture.serve(
      startOllamaServer({
        models: ['llama3:8b'],
        reply: ({ prompt }) => ({
          text: echo(prompt),
          times: { load: 120, total: 300, evaluation: 50, promptEvaluation: 10 },
        }),
      }),
    );
    const models = ['openai~gpt-4o', 'anthropic~claude-sonnet-4-5', 'llama3:8b'];
    const heard = recorder();
    const outcome = await runBenchmark(
      fixture.request(
        { models, prompts: words('one', 'two') },
        {
          environment: {
            OPENAI_API_KEY: 'sk-secret-openai',
            OPENAI_BASE_URL: `${openai.url}/v1`,
            ANTHROPIC_API_KEY: 'sk-secret-anthropic',
            ANTHROPIC_BASE_URL: anthropic.url,
            OLLAMA_HOST: ollama.url,
          },
        },
      ),
      heard,
      never,
    );

    assert.equal(outcome.state.status, 'finished');
    assert.deepEqual(
      outcome.state.models.map((model) => `${model.model} ${model.tests.map((test) => test.verdict).join(' ')}`),
      [
        'openai~gpt-4o correct correct',
        'anthropic~claude-sonnet-4-5 correct incorrect',
        'ollama~llama3:8b correct correct',
      ],
    );
    const id = outcome.state.runId;
    const llama = modelFolderName('ollama~llama3:8b');
    const folders = ['anthropic~claude-sonnet-4-5', llama, 'openai~gpt-4o'];
    assert.deepEqual(await fixture.listing(), [
      ...['benchmark.yaml', 'events.jsonl', 'index.html', 'report.json', 'run.json'].map((file) => `${id}/${file}`),
      ...folders.map((folder) => `${id}/tests/${folder}.jsonl`),
    ]);
    assert.deepEqual(heard.started, [outcome.runDirectory]);
    assert.deepEqual(foldRun(heard.events), outcome.state);
    assert.deepEqual((await openRun(outcome.runDirectory)).state, outcome.state);
    assert.deepEqual(await readBenchmarkText(outcome.runDirectory), {
      basePrompt: 'Say {{word}}',
      prompts: ['one', 'two'].map((word) => ({ dynamic_variables: { word }, expectation: word })),
    });
    assert.doesNotMatch(await fixture.everything(), /sk-secret/);

    const manifest = await readJson<RunManifest>(outcome.runDirectory, 'run.json');
    assert.deepEqual(
      [manifest.id, manifest.status, manifest.totals.correct, manifest.totals.incorrect, manifest.totals.error],
      [id, 'finished', 5, 1, 0],
    );
    assert.deepEqual(
      manifest.models.map((model) => model.server?.quantization ?? null),
      [null, null, 'Q4_K_M'],
    );
    assert.match(manifest.models[2]!.server!.digest!, /^[0-9a-f]{64}$/);
    assert.deepEqual(
      [manifest.sampling?.['openai~gpt-4o'], typeof manifest.sampling?.['anthropic~claude-sonnet-4-5']?.['max_tokens']],
      [undefined, 'number'],
    );
    assert.deepEqual(
      [manifest.startedBy, manifest.git, manifest.problems],
      [{ from: 'cli', user: userInfo().username }, null, []],
    );
    const sizes = await Promise.all(
      (await fixture.listing()).map(async (path) => (await stat(join(fixture.runsDirectory, path))).size),
    );
    assert.equal(
      manifest.sizeBytes,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    const report = await readJson<ExecEvalBenchmarkReport>(outcome.runDirectory, 'report.json');
    assert.deepEqual(
      [report.overall_correct_count, report.overall_incorrect_count, report.overall_accuracy],
      [5, 1, 5 / 6],
    );
    assert.equal(report.models[2]!.average_load_duration_ms, 120);
    assert.equal(report.models[2]!.total_cost, 0);
    assert.ok(report.models[0]!.total_cost! > 0);
    assert.equal(report.models[1]!.results[1]!.prompt_response.response, 'deux');

    const { prompt, expected, got } = await readTestResult(outcome.runDirectory, 'anthropic~claude-sonnet-4-5', 2);
    assert.deepEqual([prompt, expected, got], ['Say two', 'two', 'deux']);
    const transcript = await readTestTranscript(outcome.runDirectory, 'openai~gpt-4o', 1);
    assert.equal(transcript.attempts[0]!.request.url, `${openai.url}/v1/chat/completions`);
    assert.equal(transcript.attempts[0]!.response?.text, 'one');
  });

  it('sends one request at a time to a local host, one model after the other', async () => {
    let open = 0;
    let most = 0;
    const order: string[] = [];
    const ollama = await fixture.serve(
      startOllamaServer({
        reply: async ({ model, prompt }) => {
          most = Math.max(most, ++open);
          order.push(model);
          await new Promise(setImmediate);
          open--;
          return { text: echo(prompt) };
        },
      }),
    );
    await runBenchmark(
      fixture.request(
        { models: ['a', 'b'], prompts: words('1', '2', '3') },
        { environment: { OLLAMA_HOST: ollama.url } },
      ),
      recorder(),
      never,
    );
    assert.equal(most, 1);
    assert.equal(order.join(''), 'aaabbb');
  });

  it('asks a cloud API several prompts at once, no more than allowed', async () => {
    let open = 0;
    let most = 0;
    const server = await fixture.serve(
      startOpenAiServer({
        reply: async () => {
          most = Math.max(most, ++open);
          await server.arrived(3);
          open--;
          return { text: 'x' };
        },
      }),
    );
    const request = fixture.request(
      { models: ['openai~m'], prompts: words('1', '2', '3', '4', '5', '6') },
      { environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` }, concurrency: { openai: 3 } },
    );
    await runBenchmark(request, recorder(), never);
    assert.equal(most, 3);
  });

  it('sends nothing for an invalid file, an unknown model or a missing key, and makes no folder', async () => {
    const server = await fixture.serve(startOpenAiServer());
    const parts = { models: ['openai~m'], prompts: words('one') };
    const environment = { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` };
    const refused = (request: ReturnType<EngineFixture['request']>, error: RegExp | typeof InvalidBenchmark) =>
      assert.rejects(runBenchmark(request, recorder(), never), error);
    await refused(fixture.request({ ...parts, evaluator: 'raw_string' }, { environment }), InvalidBenchmark);
    await refused(fixture.request(parts, { environment, models: ['openai~n'] }), /no model openai~n.*openai~m/s);
    await refused(
      fixture.request(parts, { environment: { OPENAI_BASE_URL: 'https://models.invalid/v1' } }),
      /OPENAI_API_KEY \(for openai~m\)/,
    );
    assert.equal(server.requests.length, 0);
    await assert.rejects(fixture.listing(), /ENOENT/);
  });

  it('runs a part: chosen models, the first prompts', async () => {
    const request = fixture.request(
      { models: ['simulated~hasty', 'simulated~swift'], prompts: words('a', 'b', 'c') },
      { models: ['simulated~hasty'], limit: 2 },
    );
    const { state } = await runBenchmark(request, recorder(), never);
    assert.deepEqual(
      state.models.map((model) => [model.model, model.tests.length, model.isSimulated]),
      [['simulated~hasty', 2, true]],
    );
  });
});
