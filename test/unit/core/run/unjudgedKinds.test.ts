// Every kind of test without a verdict, brought about from outside: by what a server does, by a limit, by a cancellation. `unparsable` and
// `noVision` need pictures and are in imageRunUnasked.test.ts; `sandbox` needs a broken one and is in evaluatorPython.test.ts.

import assert from 'node:assert/strict';
import { kindOfTest, type TestKind } from '../../../../src/shared/words/testKinds';
import type { OpenAiBehavior } from '../../../servers/startOpenAiServer';
import { echo, recorder, words } from './engineFixture';
import { ServedRuns, warmUpPrompt, type ServedRun } from './servedRuns';

const failing = (status: number): OpenAiBehavior => ({ failure: { status, message: 'no' } });
const behaviors: { [kind in TestKind]?: OpenAiBehavior } = {
  timeout: { hang: 'beforeHeaders' },
  rateLimited: failing(429),
  api: failing(500),
  network: { cut: 'midStream' },
  authentication: failing(401),
  refused: { finishReason: 'content_filter' },
  truncated: { finishReason: 'length' },
  emptyAnswer: { text: '<think>hm</think>' },
};
const kindsOf = (run: ServedRun): (TestKind | null)[] =>
  run.state.models.flatMap((model) => model.tests.map((test) => kindOfTest(test, run.state)));

describe('tests without a verdict', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  it('say what went wrong, each by its kind, and are counted so', async () => {
    const kinds = Object.keys(behaviors) as (keyof typeof behaviors)[];
    await runs.openAi({ reply: ({ prompt }) => behaviors[echo(prompt) as TestKind] ?? {} });
    const run = await runs.run(
      { models: ['openai~m'], prompts: words(...kinds) },
      { attemptTimeoutMs: 1000, maxAttempts: 1 },
    );
    assert.deepEqual(kindsOf(run), kinds);
    const { models, totals } = await run.manifest();
    assert.deepEqual(models[0]!.details!.errors, Object.fromEntries(kinds.map((kind) => [kind, 1])));
    assert.deepEqual(
      [totals.error, totals.correct, totals.incorrect, models[0]!.averageTotal],
      [kinds.length, 0, 0, null],
    );
  });

  it('repeat what was said of a refusal, in the words of the model or of the API', async () => {
    const events = (...list: object[]): OpenAiBehavior => ({
      raw: { pieces: list.map((event) => `data: ${JSON.stringify(event)}\n\n`) },
    });
    const stop = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
    const whole = { choices: [{ message: { role: 'assistant', refusal: 'I cannot help.' }, finish_reason: 'stop' }] };
    const said = [
      events({ choices: [{ delta: { refusal: 'I cannot ' } }] }, { choices: [{ delta: { refusal: 'help.' } }] }, stop),
      events({ choices: [{ delta: { content: [{ type: 'refusal', refusal: 'I cannot help.' }] } }] }, stop),
      { raw: { pieces: [JSON.stringify(whole)], contentType: 'application/json' } },
    ];
    await runs.openAi({ reply: ({ prompt }) => said[Number(echo(prompt))]! });
    const explained = { stop_reason: 'refusal', stop_details: { type: 'refusal', explanation: 'I cannot help.' } };
    await runs.anthropic({
      reply: events({ type: 'message_delta', delta: explained, usage: {} }, { type: 'message_stop' }),
    });
    for (const model of ['openai~m', 'anthropic~m']) {
      const run = await runs.run({ models: [model], prompts: words('0', '1', '2') });
      for (const { error } of run.state.models[0]!.tests)
        assert.match(error?.message ?? '', /refused or filtered the answer .*It said: I cannot help\./);
    }
  });

  it('are not run where the model API can do no such test', async () => {
    const run = await runs.run({ models: ['tesseract~eng'], prompts: words('1') });
    assert.deepEqual(kindsOf(run), ['unsupported']);
    assert.deepEqual((await run.manifest()).models[0]!.details!.notRunKinds, { unsupported: 1 });
  });

  it('are not run when the budget is used up', async () => {
    await runs.openAi({ answer: echo });
    const run = await runs.run(
      { models: ['openai~m'], prompts: words('1', '2', '3') },
      {
        concurrency: { openai: 1 },
        prices: { 'openai~m': { inputPerMillion: 1_000_000, outputPerMillion: 1_000_000 } },
        budgetUsd: 5,
      },
    );
    assert.deepEqual(kindsOf(run), [null, 'budget', 'budget']);
    assert.deepEqual((await run.manifest()).models[0]!.details!.notRunKinds, { budget: 2 });
  });

  it('are not run when the run was cancelled before', async () => {
    const cancel = new AbortController();
    const cancelled = new Promise((resolve) => cancel.signal.addEventListener('abort', resolve));
    await runs.openAi({
      reply: async ({ prompt }) => {
        // An event is told when it is on the disk; a test that is answered at once could be over by then.
        if (prompt !== warmUpPrompt) await cancelled;
        return { text: echo(prompt) };
      },
    });
    const run = await runs.run(
      { models: ['openai~m'], prompts: words('1', '2', '3') },
      { concurrency: { openai: 1 }, mode: 'speed' },
      recorder((event) => event.type === 'modelWarmedUp' && cancel.abort()),
      cancel.signal,
    );
    assert.ok(kindsOf(run).every((kind) => kind === 'cancelled' || kind === null));
    assert.equal(kindsOf(run).at(-1), 'cancelled');
  });
});
