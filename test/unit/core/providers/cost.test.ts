// Costs against values worked out by hand from the vendors' published prices per million tokens.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { priceSource, pricesUsed, testCost } from '../../../../src/core/cost/testCost';
import { findModelApi, modelApis } from '../../../../src/core/providers/modelApis';
import type { TokenUsage } from '../../../../src/shared/events';
import { parseModel } from '../../../../src/shared/model';

const apis = modelApis([{ id: 'my-lab', label: 'My lab', baseUrl: 'https://llm.example.org/v1' }, { id: 'cerebras', label: 'Cerebras', baseUrl: 'https://api.cerebras.ai/v1' }]);
const noon = new Date('2026-11-01T12:00:00Z');

function cost(model: string, tokens: Partial<TokenUsage>, reported: number | null = null, at = noon) {
  const id = parseModel(model);
  return testCost(findModelApi(apis, id.provider), id, { input: 1000, output: 100, reasoning: null, cached: null, source: 'usage', ...tokens }, reported, at);
}

function assertUsd(actual: { usd: number | null; source: string }, usd: number): void {
  assert.equal(actual.source, 'prices');
  assert.ok(Math.abs(actual.usd! - usd) < 1e-12, `${actual.usd} is not ${usd}`);
}

describe('testCost', () => {
  it('multiplies tokens by prices', async () => {
    // gpt-4o: $2.50 in, $1.25 cached, $10 out per million.
    assertUsd(await cost('openai~gpt-4o', {}), (1000 * 2.5 + 100 * 10) / 1e6);
    assertUsd(await cost('openai~gpt-4o', { cached: 400 }), (600 * 2.5 + 400 * 1.25 + 100 * 10) / 1e6);
    assertUsd(await cost('openai~gpt-4o', { output: 0 }), (1000 * 2.5) / 1e6);
    // claude-sonnet-4-5: $3 in, $15 out.
    assertUsd(await cost('anthropic~claude-sonnet-4-5', {}), (1000 * 3 + 100 * 15) / 1e6);
  });

  it('uses the tier a long prompt falls into', async () => {
    // gemini-2.5-pro: $1.25 in and $10 out up to 200,000 input tokens, $2.50 and $15 above.
    assertUsd(await cost('gemini~gemini-2.5-pro', { input: 200_000 }), (200_000 * 1.25 + 100 * 10) / 1e6);
    assertUsd(await cost('gemini~gemini-2.5-pro', { input: 300_000 }), (300_000 * 2.5 + 100 * 15) / 1e6);
  });

  it('prices reasoning as output and ignores the effort in the model string', async () => {
    assertUsd(await cost('openai~o3-mini:high', { output: 500, reasoning: 400 }), (1000 * 1.1 + 500 * 4.4) / 1e6);
  });

  it('knows the services of the table', async () => {
    for (const model of ['deepseek~deepseek-chat', 'groq~llama-3.3-70b-versatile', 'mistral~mistral-large-latest', 'xai~grok-4', 'together~meta-llama/Llama-3.3-70B-Instruct-Turbo', 'cerebras~gpt-oss-120b']) {
      assert.equal((await cost(model, {})).source, 'prices', model);
    }
  });

  it('costs nothing locally and simulated, and says which', async () => {
    assert.deepEqual(await cost('llama3.2', {}), { usd: 0, source: 'local' });
    assert.deepEqual(await cost('vllm~gpt-4o', { input: null }), { usd: 0, source: 'local' });
    assert.deepEqual(await cost('simulated~swift', {}), { usd: 0, source: 'simulated' });
  });

  it('believes what the API reports before any price list', async () => {
    assert.deepEqual(await cost('openrouter~openai/gpt-4o', {}, 0.00123), { usd: 0.00123, source: 'api' });
    assert.deepEqual(await cost('openrouter~openai/gpt-4o', {}, 0), { usd: 0, source: 'api' });
    assert.equal((await cost('openai~gpt-4o', {}, Number.NaN)).source, 'prices');
  });

  it('is unknown, never 0, when it is not known', async () => {
    const unknown = { usd: null, source: 'unknown' };
    assert.deepEqual(await cost('openai~gpt-nonsense', {}), unknown);
    assert.deepEqual(await cost('my-lab~gpt-4o', {}), unknown, 'no price of another vendor by name alone');
    assert.deepEqual(await cost('openai~gpt-4o', { input: null }), unknown);
    assert.deepEqual(await cost('openai~gpt-4o', { output: null }), unknown);
    assert.deepEqual(await cost('openai~gpt-4o', { source: 'estimated' }), unknown);
    assert.deepEqual(await cost('openai~gpt-4o', { cached: 2000 }), unknown, 'more cached than input');
    assert.deepEqual(await cost('openai~gpt-4o', { input: Number.NaN }), unknown);
  });

  it('never throws and never gives a negative or endless cost', async () => {
    const count = fc.oneof(fc.constant(null), fc.double(), fc.integer());
    const model = fc.oneof(fc.constantFrom('openai~gpt-4o', 'gemini~gemini-2.5-pro', 'deepseek~deepseek-chat'), fc.string().map((name) => `openai~${name}`));
    await fc.assert(
      fc.asyncProperty(model, count, count, count, async (name, input, output, cached) => {
        const { usd } = await cost(name, { input, output, cached });
        assert.ok(usd === null || (Number.isFinite(usd) && usd >= 0), String(usd));
      }),
    );
  });
});

describe('pricesUsed', () => {
  const prices = (model: string) => pricesUsed(findModelApi(apis, parseModel(model).provider), parseModel(model), noon);

  it('gives the unit prices of a run, with where they come from', async () => {
    assert.deepEqual(await prices('openai~gpt-4o'), { model: 'openai~gpt-4o', input: 2.5, output: 10, cachedInput: 1.25, source: `${priceSource}, openai/gpt-4o` });
    assert.equal((await prices('gemini~gemini-2.5-pro'))!.input, 1.25);
  });

  it('gives none where none are used', async () => {
    for (const model of ['llama3.2', 'simulated~swift', 'openai~gpt-nonsense', 'my-lab~gpt-4o']) assert.equal(await prices(model), null, model);
  });

  it('names the installed version of the prices', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../../../node_modules/@pydantic/genai-prices/package.json', import.meta.url), 'utf8')) as { version: string };
    assert.equal(priceSource, `genai-prices ${version}`);
  });
});
