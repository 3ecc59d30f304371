// Every way known to measure an answer's speed wrongly, one test each, named after it; each fails without what is done against it.
// Here: what is read from one answer. measuringPitfallsOrder.test.ts: what is asked when. measuringPitfallsClock.test.ts: the clock itself.

import assert from 'node:assert/strict';
import type { ModelDetails } from '../../../../src/shared/figures/modelDetails';
import type { RecordedAttempt } from '../../../../src/shared/results/testResult';
import { words } from './engineFixture';
import { ServedRuns } from './servedRuns';

/** ms that a server waits before it sends; a timer may be a fraction of a ms early. */
const wait = 80;
const atLeast = (value: number | null, ms: number): void =>
  assert.ok(value !== null && value >= ms - 1, `${value} is not at least ${ms} ms`);

describe('pitfalls of measuring an answer', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  it('1: a role prelude, or an event without text, counts as the first token', async () => {
    const reply = { text: 'one two three', firstTokenDelay: wait };
    await runs.openAi({ reply: { ...reply, keepAliveComments: true } });
    await runs.anthropic({ reply: { ...reply, pings: true } });
    const models = ['openai~m', 'anthropic~m'];
    const run = await runs.run({ models, prompts: words('x') });
    for (const model of models) {
      const { times, chunks } = (await run.attempts(model))[0]!;
      atLeast(run.timings(model).ttft, wait);
      assert.equal(times.firstAnswerAt! - times.dispatchedAt - run.timings(model).ttft! < 0.001, true);
      assert.ok(times.firstChunkAt! <= times.firstAnswerAt!);
      assert.deepEqual(
        chunks.map((chunk) => chunk.characters),
        [4, 4, 4, 1],
      );
    }
  });

  it('2: reasoning, whatever its field is called, is not seen, so that TTFT is late, null or 0', async () => {
    const thought = { reasoning: 'Let me see', text: 'x', chunkSize: 5, chunkDelay: wait };
    await runs.openAi({ reply: { ...thought, reasoningField: 'reasoning_content' } }, 'DEEPSEEK');
    await runs.openAi({ reply: { ...thought, reasoningField: 'reasoning' } }, 'VLLM');
    await runs.openAi({ reply: { ...thought, contentParts: true } }, 'LMSTUDIO');
    await runs.openAi({ reply: { text: '<think>Let me see</think>x', chunkSize: 5, chunkDelay: 1 } });
    await runs.anthropic({ reply: thought });
    await runs.ollama({ reply: thought });
    const apart = ['deepseek~m', 'vllm~m', 'lmstudio~m', 'anthropic~m', 'ollama~m'];
    const run = await runs.run(
      { models: [...apart, 'openai~inline'], prompts: words('x') },
      { environment: { ...runs.request({ models: [], prompts: [] }).access.environment, DEEPSEEK_API_KEY: 'k' } },
    );
    for (const model of apart) {
      const { times, chunks, response } = (await run.attempts(model))[0]!;
      const { ttft, ttfa } = run.timings(model);
      assert.deepEqual(
        chunks.map((chunk) => `${chunk.kind} ${chunk.characters}`),
        ['reasoning 5', 'reasoning 5', 'answer 1'],
        model,
      );
      assert.deepEqual([response!.reasoning, response!.text], ['Let me see', 'x'], model);
      assert.equal(Math.round(ttft! * 1000), Math.round((times.firstReasoningAt! - times.dispatchedAt) * 1000), model);
      assert.ok(ttft! > 0 && ttft! < ttfa!, model);
      atLeast(ttfa, 2 * wait);
      assert.equal(run.test(model).verdict, 'correct', model);
    }
    // Thinking inside the text is text to the API: it can be told apart only once all is there, so the clock takes it for the answer.
    const inline = run.timings('openai~inline');
    assert.deepEqual([inline.ttft, run.test('openai~inline').verdict], [inline.ttfa, 'correct']);
  });

  it('7: a prompt cache makes later prompts, or trials, copies of the first', async () => {
    const server = await runs.openAi({
      reply: ({ number }) => ({ text: 'x', usage: { input: 100, output: 1, cached: number > 2 ? 64 : 0 } }),
    });
    const parts = { models: ['openai~a', 'openai~b'], prompts: words('x') };
    const repeated = {
      benchmarkText: JSON.stringify({ ...JSON.parse(runs.request(parts).benchmarkText), repeat: 2 }),
      concurrency: { openai: 1 },
    };
    const run = await runs.run(parts, repeated);
    await runs.run(parts, repeated);
    const asked = server.requests.map(
      (one) => `${String(one.body['model'])}: ${(one.body['messages'] as { content: string }[])[0]!.content}`,
    );
    const beginnings = asked.map((text) => text.slice(3, 20));
    assert.equal(new Set(beginnings).size, 4, 'each trial of each run has a beginning of its own');
    for (const at of [0, 2, 4, 6])
      assert.equal(beginnings[at], beginnings[at + 1], 'and it is the same for both models');
    const tests = run.state.models.flatMap((model) => model.tests);
    assert.deepEqual(tests.map((test) => test.tokens!.cached).sort(), [0, 0, 64, 64]);
    const details = (await run.manifest()).models.map((model): ModelDetails => model.details!);
    assert.equal(
      details.reduce((sum, one) => sum + one.cachedTests, 0),
      2,
    );
  });

  it('8: usage is missing from the stream, and rates are made of chunk counts', async () => {
    await runs.openAi({ reply: { text: 'a long answer in many chunks', chunkSize: 1, chunkDelay: 1, usage: null } });
    const run = await runs.run({ models: ['openai~m'], prompts: words('x') });
    const { tpot, decodeTokensPerSecond, endToEndTokensPerSecond, ttft, charactersPerSecond } = run.timings('openai~m');
    assert.deepEqual(
      [tpot, decodeTokensPerSecond, endToEndTokensPerSecond, run.test('openai~m').tokens!.output],
      [null, null, null, null],
    );
    assert.ok(ttft! > 0 && charactersPerSecond! > 0);
    assert.deepEqual((await run.attempts('openai~m'))[0]!.request.parameters['stream_options'], {
      include_usage: true,
    });
  });

  it('8: the option that asks for usage is refused, and the test with it', async () => {
    const server = await runs.openAi({
      reply: async ({ number }) => {
        // Two are under way before either is refused.
        if (number <= 2) await server.arrived(2);
        return { text: 'x', refusesStreamOptions: 422 };
      },
    });
    const run = await runs.run(
      { models: ['openai~m', 'openai~n'], prompts: words('x', 'x'), more: { parameters: { temperature: 0 } } },
      { concurrency: { openai: 2 } },
    );
    assert.deepEqual(
      run.state.models.flatMap((model) => model.tests.map((test) => `${test.verdict} ${test.failedAttempts}`)),
      Array<string>(4).fill('correct 0'),
    );
    assert.deepEqual(
      server.requests.map((one) => 'stream_options' in one.body),
      [true, true, false, false, false, false],
    );
    const [attempt] = await run.attempts('openai~m');
    assert.deepEqual(
      [attempt!.request.parameters, attempt!.request.refused],
      [{ stream: true, temperature: 0 }, ['stream_options']],
    );
    const { refusedParameters, iso } = await run.manifest();
    assert.deepEqual(refusedParameters, { 'openai~m': ['stream_options'], 'openai~n': ['stream_options'] });
    assert.deepEqual(
      iso,
      { holds: true, reasons: [] },
      'how the answer is carried is not what the model is told to do',
    );
  });

  it('8: usage comes in every chunk, and the first is believed or all are added up', async () => {
    await runs.scripted((request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const [text, count] of [
        ['one ', 1],
        ['two ', 4],
        ['three', 9],
      ] as const) {
        response.write(
          `data: ${JSON.stringify({ id: 'c', model: request.body['model'], choices: [{ index: 0, delta: { content: text }, finish_reason: count === 9 ? 'stop' : null }], usage: { prompt_tokens: 7, completion_tokens: count, total_tokens: 7 + count } })}\n\n`,
        );
      }
      response.end('data: [DONE]\n\n');
      return Promise.resolve();
    });
    const run = await runs.run({ models: ['openai~m'], prompts: words('one two three') });
    const { input, output } = run.test('openai~m').tokens!;
    assert.deepEqual([input, output], [7, 9]);
  });

  it('9: tokens a second are held against each other across tokenisers', async () => {
    await runs.openAi({
      reply: ({ model }) => ({
        text: 'the same answer',
        chunkDelay: 5,
        usage: { input: 5, output: model === 'coarse' ? 4 : 12 },
      }),
    });
    const run = await runs.run({ models: ['openai~coarse', 'openai~fine'], prompts: words('the same answer') });
    for (const [model, tokens] of [
      ['openai~coarse', 4],
      ['openai~fine', 12],
    ] as const) {
      const { total, charactersPerSecond, endToEndTokensPerSecond } = run.timings(model);
      assert.ok(Math.abs(charactersPerSecond! - 15_000 / total!) < 0.01, 'characters, which are the same for both');
      assert.ok(
        Math.abs(endToEndTokensPerSecond! - (tokens * 1000) / total!) < 0.01,
        'tokens of the API itself, by no tokeniser of ours',
      );
    }
  });

  it('10: several tokens in one chunk are taken for one', async () => {
    await runs.openAi({
      reply: {
        text: 'twenty tokens, and twenty-one',
        chunkSize: 15,
        chunkDelay: wait,
        usage: { input: 5, output: 41 },
      },
    });
    const run = await runs.run({ models: ['openai~m'], prompts: words('x') });
    const { times, chunks } = (await run.attempts('openai~m'))[0]!;
    assert.equal(chunks.length, 2);
    const { tpot, decodeTokensPerSecond } = run.timings('openai~m');
    assert.ok(Math.abs(tpot! - (times.lastTokenAt! - times.firstAnswerAt!) / 40) < 0.001);
    assert.ok(Math.abs(decodeTokensPerSecond! * tpot! - 1000) < 1);
  });

  it('11: an SDK tries again by itself, and the wait becomes latency', async () => {
    const refusal = { status: 429, message: 'Slow down', headers: { 'retry-after-ms': '200' } };
    const reply = ({ attempt }: { attempt: number }): object => (attempt === 1 ? { failure: refusal } : { text: 'x' });
    const servers = [await runs.openAi({ reply }), await runs.anthropic({ reply }), await runs.ollama({ reply })];
    const models = ['openai~m', 'anthropic~m', 'ollama~m'];
    const run = await runs.run({ models, prompts: words('x') });
    for (const [at, model] of models.entries()) {
      const attempts = await run.attempts(model);
      assert.equal(
        servers[at]!.requests.filter((one) => one.method === 'POST' && one.path !== '/api/show').length,
        2,
        model,
      );
      assert.deepEqual(
        attempts.map((attempt) => attempt.error?.status ?? 'ok'),
        [429, 'ok'],
        model,
      );
      const [failed, answered] = attempts as [RecordedAttempt, RecordedAttempt];
      const { total, retry, dispatchedAt } = run.timings(model);
      assert.equal(dispatchedAt, answered.times.dispatchedAt, model);
      assert.ok(Math.abs(total! - (answered.times.endedAt - answered.times.dispatchedAt)) < 0.002, model);
      assert.ok(Math.abs(retry! - (answered.times.dispatchedAt - failed.times.dispatchedAt)) < 0.002, model);
      atLeast(retry, 200);
    }
  });

  it('12: an answer from a cache is measured as if a model had given it', async () => {
    const server = await runs.openAi({ reply: { text: 'x' } });
    const parts = { models: ['openai~m'], prompts: words('x', 'x') };
    await runs.run(parts);
    await runs.run(parts);
    assert.equal(server.requests.length, 4, 'nothing here caches: every test is a request of its own');
  });

  it('13: errors count as 0 ms, and cut answers as fast ones', async () => {
    await runs.openAi({
      reply: ({ prompt }) => {
        if (prompt === 'Say good') return { text: 'good', firstTokenDelay: wait, usage: { input: 5, output: 2 } };
        if (prompt === 'Say cut') return { text: 'cut', finishReason: 'length' };
        if (prompt === 'Say no') return { text: 'no', finishReason: 'content_filter' };
        return { failure: { status: 400, message: 'Bad request' } };
      },
    });
    const run = await runs.run({ models: ['openai~m'], prompts: words('good', 'cut', 'no', 'broken') });
    const [model] = (await run.manifest()).models;
    assert.deepEqual([model!.correct, model!.incorrect, model!.error, model!.accuracy], [1, 0, 3, 1]);
    assert.deepEqual(model!.details!.errors, { truncated: 1, refused: 1, api: 1 });
    const good = run.timings('openai~m', 1);
    assert.equal(model!.averageTotal, good.total);
    for (const name of ['total', 'ttft'] as const)
      assert.deepEqual([model!.details!.times[name].n, model!.details!.times[name].min], [1, good[name]], name);
    for (const index of [2, 3, 4]) {
      const { tpot, decodeTokensPerSecond, endToEndTokensPerSecond, charactersPerSecond } = run.timings(
        'openai~m',
        index,
      );
      assert.deepEqual(
        [tpot, decodeTokensPerSecond, endToEndTokensPerSecond, charactersPerSecond],
        [null, null, null, null],
        String(index),
      );
    }
  });

  it('14: nobody knows which machine, host, version or configuration was measured', async () => {
    const server = await runs.openAi({ reply: { text: 'x', headers: { 'x-groq-region': 'us-east-1' } } });
    const run = await runs.run({ models: ['openai~m'], prompts: words('x') });
    const { machine, versions } = await run.manifest();
    assert.ok(machine!.cores > 0 && machine!.memoryGb > 0 && machine!.processor !== '' && machine!.os !== '');
    assert.deepEqual([versions['iso-speed-bench'], versions['node']], ['test', process.versions.node]);
    const [{ request, response }] = (await run.attempts('openai~m')) as [RecordedAttempt];
    assert.equal(request.url, `${server.url}/v1/chat/completions`);
    assert.deepEqual(
      [response!.model, response!.systemFingerprint, response!.headers['x-groq-region']],
      ['m', 'fp_test', 'us-east-1'],
    );
  });
});
