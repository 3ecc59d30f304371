// What was charged beside the answers: failed attempts and warm-up calls, by the same prices, apart from the tests' own cost.

import assert from 'node:assert/strict';
import { readTestResult } from '../../../storedTests';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import type { ChargedCalls } from '../../../../src/shared/run/testMeasurement';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import { echo, never, recorder, words } from './engineFixture';
import { ServedRuns } from './servedRuns';
import type { OpenAiBehavior } from '../../../servers/startOpenAiServer';

const usage = { input: 1000, output: 100 };
/** What `usage` costs at gpt-4.1's 2 and 8 USD a million. */
const usd = 0.0028;

/** Rounded, so that sums of binary fractions can be told. */
function rounded({ usd: sum, calls }: ChargedCalls): ChargedCalls {
  return { usd: Math.round(sum * 1e7) / 1e7, calls };
}

describe('calls that were charged beside the answers', () => {
  let served: ServedRuns;
  beforeEach(async () => {
    served = await ServedRuns.make();
  });
  afterEach(() => served.remove());

  const failingOnce =
    (failing: OpenAiBehavior, good: OpenAiBehavior = {}) =>
    ({ prompt, attempt }: { prompt: string; attempt: number }): OpenAiBehavior => ({
      text: echo(prompt),
      usage,
      ...good,
      ...(attempt === 1 ? failing : {}),
    });

  const openRouter = () => ({
    environment: { ...served.request({ models: [], prompts: [] }).access.environment, OPENROUTER_API_KEY: 'k' },
    concurrency: { openrouter: 1 },
  });

  it('are streams that break off after usage came, with text and without, priced like the answer and apart from it', async () => {
    for (const text of [undefined, '']) {
      await served.openAi({
        reply: failingOnce({ usagePlace: 'everyChunk', cut: 'midStream', ...(text === undefined ? {} : { text }) }),
      });
      const run = await served.run({ models: ['openai~gpt-4.1'], prompts: words('abcdefgh') });
      const test = run.test('openai~gpt-4.1');
      assert.deepEqual([test.verdict, test.cost], ['correct', { usd, source: 'prices' }]);
      const { totals, models } = await run.manifest();
      assert.deepEqual(totals.otherCost, { ...noOtherCost(), failedAttempts: { usd, calls: 1 } });
      assert.deepEqual(models[0]!.otherCost, totals.otherCost);
      assert.deepEqual([totals.costUsd, models[0]!.costPerCorrect], [usd, usd]);
      const result = await readTestResult(run.runDirectory, 'openai~gpt-4.1', 1);
      assert.deepEqual(result.failedAttemptsCost, { usd, calls: 1 });
      const [failed] = await run.attempts('openai~gpt-4.1');
      assert.deepEqual([failed!.response!.tokens.input, failed!.error!.kind], [1000, 'network']);
    }
  });

  it("take the API's own word of a failed attempt, also of the last one", async () => {
    const failing: OpenAiBehavior = { finishReason: 'error', usagePlace: 'everyChunk', cost: 0.0004 };
    await served.openAi({ reply: failingOnce(failing, { cost: 0.0021 }) }, 'OPENROUTER');
    const models = ['openrouter~a/model'];
    const run = await served.run({ models, prompts: words('a') }, openRouter());
    assert.deepEqual(run.test(models[0]!).cost, { usd: 0.0021, source: 'api' });
    assert.deepEqual((await run.manifest()).totals.otherCost.failedAttempts, { usd: 0.0004, calls: 1 });

    await served.openAi({ reply: { ...failing, usage } }, 'OPENROUTER');
    const vain = await served.run({ models, prompts: words('a') }, { ...openRouter(), maxAttempts: 2 });
    const test = vain.test(models[0]!);
    assert.deepEqual([test.verdict, test.cost], ['error', { usd: 0.0004, source: 'api' }]);
    const { totals } = await vain.manifest();
    assert.deepEqual([totals.costUsd, totals.otherCost.failedAttempts], [0.0004, { usd: 0.0004, calls: 1 }]);
  });

  it('are none where the server is local, or told no counts', async () => {
    await served.openAi({
      reply: ({ prompt, attempt }) =>
        attempt === 1 ? { failure: { status: 503, message: 'busy' } } : { text: echo(prompt), usage },
    });
    await served.ollama({
      reply: ({ prompt, attempt }) => ({ text: echo(prompt), ...(attempt === 1 ? { cut: 'midStream' } : {}) }),
    });
    const run = await served.run({ models: ['openai~gpt-4.1', 'm'], prompts: words('abcdefgh') });
    const { totals } = await run.manifest();
    assert.deepEqual([totals.correct, totals.otherCost], [2, noOtherCost()]);
    assert.equal((await readTestResult(run.runDirectory, 'openai~gpt-4.1', 1)).failedAttemptsCost, undefined);
  });

  it('are warm-up calls, one a model', async () => {
    await served.openAi({ reply: ({ prompt }) => ({ text: echo(prompt), usage }) });
    const heard = recorder();
    const models = ['openai~gpt-4.1', 'openai~gpt-4.1:low'];
    const run = await served.run({ models, prompts: words('a', 'b') }, { mode: 'speed' }, heard);
    const warmedUp = heard.events.filter((event) => event.type === 'modelWarmedUp');
    assert.deepEqual(
      warmedUp.map(({ cost }) => cost),
      models.map(() => ({ usd, source: 'prices' })),
    );
    const { totals } = await run.manifest();
    assert.deepEqual(rounded(totals.otherCost.warmUps), { usd: 2 * usd, calls: 2 });
    assert.deepEqual(rounded({ usd: totals.costUsd!, calls: totals.priced }), { usd: 4 * usd, calls: 4 });
  });

  it('count in the budget', async () => {
    const prompts = words('a', 'b', 'c', 'd');
    const kinds = async (reply: OpenAiBehavior, budgetUsd: number): Promise<(string | undefined)[]> => {
      await served.openAi({ reply: failingOnce(reply, { cost: 0.01 }) }, 'OPENROUTER');
      const run = await served.run(
        { models: ['openrouter~a/model'], prompts },
        { ...openRouter(), budgetUsd, mode: 'speed' },
      );
      return prompts.map((_, at) => run.test('openrouter~a/model', at + 1).notRun?.kind);
    };
    // A warm-up call and the answers at 0.01 each; then every first attempt, the warm-up's too, at 0.02.
    assert.deepEqual(await kinds({}, 0.035), [undefined, undefined, 'budget', 'budget']);
    const charged: OpenAiBehavior = { finishReason: 'error', usagePlace: 'everyChunk', cost: 0.02 };
    assert.deepEqual(await kinds(charged, 0.055), [undefined, 'budget', 'budget', 'budget']);
  });

  it('are what a test cost that is asked again, and are not forgotten by a resumed run', async () => {
    let isDown = true;
    await served.openAi(
      {
        reply: ({ prompt }) =>
          isDown
            ? { finishReason: 'error', usagePlace: 'everyChunk', cost: 0.0004, usage }
            : { text: echo(prompt), cost: 0.002, usage },
      },
      'OPENROUTER',
    );
    const parts = { models: ['openrouter~a/model'], prompts: words('a') };
    const settings = { ...openRouter(), maxAttempts: 2 };
    const { runDirectory } = await served.run(parts, settings);
    isDown = false;
    const request = served.request(parts, settings);
    const { state } = await resumeRun({ ...request, runDirectory, retryErrors: true }, recorder(), never);
    assert.deepEqual(state.models[0]!.tests[0]!.cost, { usd: 0.002, source: 'api' });
    assert.deepEqual(rounded(state.models[0]!.otherCost.failedAttempts), { usd: 0.0008, calls: 2 });
  });
});
