// Costs against values worked out by hand from the vendors' published prices per million tokens.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertUsd, bookFor, cost, costIn, noon } from './askedPrices';

describe('the cost of a test by the price list', () => {
  it('multiplies tokens by prices', async () => {
    // gpt-4o: $2.50 in, $1.25 cached, $10 out per million.
    assertUsd(await cost('openai~gpt-4o'), (1000 * 2.5 + 100 * 10) / 1e6);
    assertUsd(await cost('openai~gpt-4o', { cached: 400 }), (600 * 2.5 + 400 * 1.25 + 100 * 10) / 1e6);
    assertUsd(await cost('openai~gpt-4o', { output: 0 }), (1000 * 2.5) / 1e6);
    // claude-sonnet-4-5: $3 in, $15 out.
    assertUsd(await cost('anthropic~claude-sonnet-4-5'), (1000 * 3 + 100 * 15) / 1e6);
  });

  it('uses the tier a long prompt falls into', async () => {
    // gemini-2.5-pro: $1.25 in and $10 out up to 200,000 input tokens, $2.50 and $15 above.
    assertUsd(await cost('gemini~gemini-2.5-pro', { input: 200_000 }), (200_000 * 1.25 + 100 * 10) / 1e6);
    assertUsd(await cost('gemini~gemini-2.5-pro', { input: 300_000 }), (300_000 * 2.5 + 100 * 15) / 1e6);
  });

  it('follows prices that depend on the time of day and on the date', async () => {
    // deepseek-chat: $0.27 in and $1.10 out from 00:30 to 16:30 UTC, else half.
    assertUsd(await cost('deepseek~deepseek-chat', { at: noon }), (1000 * 0.27 + 100 * 1.1) / 1e6);
    assertUsd(
      await cost('deepseek~deepseek-chat', { at: new Date('2026-11-01T20:00:00Z') }),
      (1000 * 0.135 + 100 * 0.55) / 1e6,
    );
    // claude-opus-4-6 had a dearer tier above 200,000 input tokens until 13 March 2026.
    assertUsd(
      await cost('anthropic~claude-opus-4-6', { input: 300_000, at: new Date('2026-03-01T12:00:00Z') }),
      (300_000 * 10 + 100 * 37.5) / 1e6,
    );
    assertUsd(await cost('anthropic~claude-opus-4-6', { input: 300_000, at: noon }), (300_000 * 5 + 100 * 25) / 1e6);
  });

  it('prices reasoning as output and ignores the effort in the model string', async () => {
    assertUsd(await cost('openai~o3-mini:high', { output: 500, reasoning: 400 }), (1000 * 1.1 + 500 * 4.4) / 1e6);
  });

  it('knows the services of the table', async () => {
    for (const model of [
      'deepseek~deepseek-chat',
      'groq~llama-3.3-70b-versatile',
      'mistral~mistral-large-latest',
      'xai~grok-4',
      'together~meta-llama/Llama-3.3-70B-Instruct-Turbo',
      'cerebras~gpt-oss-120b',
    ]) {
      assert.equal((await cost(model)).source, 'prices', model);
    }
  });

  it('costs nothing locally and simulated, and says which', async () => {
    assert.deepEqual(await cost('llama3.2'), { usd: 0, source: 'local' });
    assert.deepEqual(await cost('vllm~gpt-4o', { input: null }), { usd: 0, source: 'local' });
    assert.deepEqual(await cost('simulated~swift'), { usd: 0, source: 'simulated' });
  });

  it('is unknown, never 0, when it is not known', async () => {
    const unknown = { usd: null, source: 'unknown' };
    assert.deepEqual(await cost('openai~gpt-nonsense'), unknown);
    assert.deepEqual(await cost('my-lab~gpt-4o'), unknown, 'no price of another vendor by name alone');
    assert.deepEqual(await cost('openai~gpt-4o', { input: null }), unknown);
    assert.deepEqual(await cost('openai~gpt-4o', { output: null }), unknown);
    assert.deepEqual(await cost('openai~gpt-4o', { source: 'estimated' }), unknown);
    assert.deepEqual(await cost('openai~gpt-4o', { cached: 2000 }), unknown, 'more cached than input');
    assert.deepEqual(await cost('openai~gpt-4o', { input: Number.NaN }), unknown);
    assert.deepEqual(
      costIn(await bookFor(['openai~gpt-4o']), 'openai~gpt-4o-mini'),
      unknown,
      'a model that the book was not made for',
    );
  });

  it('never throws and never gives a negative or endless cost', async () => {
    const models = [
      'openai~gpt-4o',
      'gemini~gemini-2.5-pro',
      'deepseek~deepseek-chat',
      'openai~own',
      'vllm~hourly',
      'openai~half',
    ];
    const prices = {
      'openai~own': { inputPerMillion: 2, outputPerMillion: 8, cachedInputPerMillion: 1 },
      'vllm~hourly': { perHour: 3 },
      'openai~half': { outputPerMillion: 8 },
    };
    const book = await bookFor(models, { overrides: prices });
    const count = fc.oneof(fc.constant(null), fc.double(), fc.integer());
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        count,
        count,
        count,
        count,
        count,
        (name, input, output, cached, reported, totalMs) => {
          const { usd } = costIn(book, name, { input, output, cached, reported, totalMs });
          assert.ok(usd === null || (Number.isFinite(usd) && usd >= 0), String(usd));
        },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.string(), async (name) => void (await cost(`openai~${name}`))),
      { numRuns: 30 },
    );
  });
});
