// What a run does with a model API that refuses, breaks off, hangs or is down, and with a user who has had enough.

import assert from 'node:assert/strict';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readTestTranscript } from '../../../storedTests';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import type { ExecEvalBenchmarkReport } from '../../../../src/shared/results/report';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import { echo, EngineFixture, never, readJson, recorder, words } from './engineFixture';

describe('a run whose models fail', () => {
  let fixture: EngineFixture;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
  });
  afterEach(() => fixture.remove());

  it('tries again after 429 as told, and after a cut stream, and counts neither as latency', async () => {
    const server = await fixture.serve(
      startOpenAiServer({
        reply: ({ prompt, attempt }) => {
          if (attempt === 1 && prompt === 'Say one')
            return { failure: { status: 429, message: 'Slow down', headers: { 'retry-after-ms': '30' } } };
          if (attempt === 1) return { text: 'two words', cut: 'midStream' };
          return { text: echo(prompt) };
        },
      }),
    );
    const heard = recorder();
    const request = fixture.request(
      { models: ['openai~m'], prompts: words('one', 'two') },
      { environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` } },
    );
    const { state, runDirectory } = await runBenchmark(request, heard, never);
    const tests = state.models[0]!.tests;
    assert.deepEqual(
      tests.map((test) => [test.verdict, test.failedAttempts]),
      [
        ['correct', 1],
        ['correct', 1],
      ],
    );
    const retries = heard.events.filter((event) => event.type === 'attemptFailed');
    assert.deepEqual(retries.map((event) => event.error.kind).sort(), ['network', 'rateLimited']);
    assert.equal(retries.find((event) => event.error.kind === 'rateLimited')?.retryInMs, 30);
    for (const test of tests)
      assert.ok(test.timings!.retry! >= 30 && test.timings!.total! < test.timings!.retry! + test.timings!.total!);
    const transcript = await readTestTranscript(runDirectory, 'openai~m', 1);
    assert.deepEqual(
      transcript.attempts.map((attempt) => attempt.error?.status ?? 'ok'),
      [429, 'ok'],
    );
  });

  it('gives an error its own verdict, asks once what is not worth asking twice, and goes on', async () => {
    const server = await fixture.serve(
      startOpenAiServer({
        reply: ({ prompt }) =>
          prompt === 'Say one'
            ? { failure: { status: 404, message: 'The model `m` does not exist' } }
            : { text: 'two', finishReason: prompt === 'Say cut' ? 'length' : 'stop' },
      }),
    );
    const request = fixture.request(
      { models: ['openai~m'], prompts: words('one', 'two', 'cut') },
      { environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` } },
    );
    const { state, runDirectory } = await runBenchmark(request, recorder(), never);
    assert.deepEqual(
      state.models[0]!.tests.map((test) => [test.verdict, test.error?.kind]),
      [
        ['error', 'api'],
        ['correct', undefined],
        ['error', 'truncated'],
      ],
    );
    assert.equal(server.requests.length, 3);
    const report = await readJson<ExecEvalBenchmarkReport>(runDirectory, 'report.json');
    assert.deepEqual(
      [
        report.models[0]!.correct_count,
        report.models[0]!.incorrect_count,
        report.models[0]!.error_count,
        report.models[0]!.accuracy,
      ],
      [1, 0, 2, 1],
    );
    assert.equal(report.models[0]!.results[0]!.prompt_response.errored, true);
    assert.equal(report.models[0]!.results[0]!.prompt_response.total_duration_ms, null);
  });

  it('does not wait for a server that is down with every prompt anew', async () => {
    const server = await startOpenAiServer();
    await server.close();
    const heard = recorder();
    const request = fixture.request(
      { models: ['openai~m'], prompts: words('1', '2', '3', '4') },
      {
        environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` },
        concurrency: { openai: 1 },
        maxAttempts: 2,
      },
    );
    const { state } = await runBenchmark(request, heard, never);
    assert.deepEqual(
      state.models[0]!.tests.map((test) => `${test.verdict} ${test.error?.kind} ${test.failedAttempts}`),
      ['error network 1', ...Array<string>(3).fill('error network 0')],
    );
  });

  it('gives up on a server that never answers, and closes the socket', async () => {
    const server = await fixture.serve(startOpenAiServer({ reply: { hang: 'beforeHeaders' } }));
    const request = fixture.request(
      { models: ['openai~m'], prompts: words('one') },
      {
        environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` },
        attemptTimeoutMs: 600,
        maxAttempts: 1,
      },
    );
    const { state } = await runBenchmark(request, recorder(), never);
    const test = state.models[0]!.tests[0]!;
    assert.deepEqual([test.verdict, test.error?.kind], ['error', 'timeout']);
    await server.requests[0]!.closed;
    assert.ok(server.requests[0]!.wasAborted);
  });

  it('stops at once when cancelled: sockets closed, nothing more sent, the folder readable', async () => {
    const server = await fixture.serve(
      startOpenAiServer({
        reply: ({ prompt }) => (prompt === 'Say one' ? { text: 'one' } : { text: 'two', hang: 'midStream' }),
      }),
    );
    const cancel = new AbortController();
    const heard = recorder((event) => {
      if (event.type === 'testStarted' && event.index === 2) void server.arrived(2).then(() => cancel.abort());
    });
    const request = fixture.request(
      { models: ['openai~m'], prompts: words('one', 'two', 'three') },
      { environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` }, concurrency: { openai: 1 } },
    );
    const { state, runDirectory } = await runBenchmark(request, heard, cancel.signal);
    assert.equal(state.status, 'cancelled');
    assert.deepEqual(
      state.models[0]!.tests.map((test) => `${test.phase} ${test.verdict}`),
      ['finished correct', 'waiting not_run', 'waiting not_run'],
    );
    await server.requests[1]!.closed;
    assert.ok(server.requests[1]!.wasAborted);
    assert.equal(server.requests.length, 2);
    assert.deepEqual((await openRun(runDirectory)).state, state);
    assert.equal((await readJson<RunManifest>(runDirectory, 'run.json')).status, 'cancelled');
    assert.equal((await readJson<ExecEvalBenchmarkReport>(runDirectory, 'report.json')).models[0]!.results.length, 1);
  });
});
