import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { reopenPriceBook, type PriceSources } from '../../../../src/core/cost/priceBook';
import { bundledPrices } from '../../../../src/core/cost/priceList';
import { parseModel } from '../../../../src/shared/run/model';
import { assertUsd, bookFor, cost, costIn, noon, priced } from './askedPrices';

const source = `genai-prices ${bundledPrices.version}`;

describe('whose price counts', () => {
  const settings = { 'openai~gpt-4o': { inputPerMillion: 20, outputPerMillion: 40, cachedInputPerMillion: 5 } };
  const benchmark = { 'openai~gpt-4o': { inputPerMillion: 1, outputPerMillion: 2 } };

  it('the API before the benchmark, before the settings, before the list', async () => {
    const all = { overrides: settings, benchmarkPrices: benchmark };
    assert.deepEqual(await cost('openai~gpt-4o', { reported: 0.00123 }, all), { usd: 0.00123, source: 'api' });
    assert.deepEqual(await cost('openrouter~openai/gpt-4o', { reported: 0 }), { usd: 0, source: 'api' });
    assertUsd(await cost('openai~gpt-4o', {}, all), (1000 * 1 + 100 * 2) / 1e6, 'override');
    assertUsd(
      await cost('openai~gpt-4o', { cached: 600 }, { overrides: settings }),
      (400 * 20 + 600 * 5 + 100 * 40) / 1e6,
      'override',
    );
    assertUsd(await cost('openai~gpt-4o'), (1000 * 2.5 + 100 * 10) / 1e6);
  });

  it('takes no report that is no amount', async () => {
    for (const reported of [Number.NaN, -1, Infinity])
      assert.equal((await cost('openai~gpt-4o', { reported })).source, 'prices');
  });

  it('prices cached input as other input when it has no price of its own', async () => {
    assertUsd(
      await cost('openai~gpt-4o', { cached: 600 }, { benchmarkPrices: benchmark }),
      (1000 * 1 + 100 * 2) / 1e6,
      'override',
    );
  });

  it("charges hardware of one's own by the hour, local models too", async () => {
    // $1.80 an hour is $0.0005 a second.
    const overrides = { 'vllm~my-model': { perHour: 1.8 }, 'llama3.2': { perHour: 3.6 } };
    assertUsd(
      await cost('vllm~my-model', { totalMs: 2500, input: null, output: null }, { overrides }),
      0.00125,
      'override',
    );
    assertUsd(await cost('ollama~llama3.2', { totalMs: 1000 }, { overrides }), 0.001, 'override');
    assert.deepEqual(await cost('vllm~my-model', { totalMs: null }, { overrides }), { usd: null, source: 'unknown' });
  });

  it('is the same for every reasoning effort unless one is named', async () => {
    const overrides = {
      'openai~o3-mini': { inputPerMillion: 1, outputPerMillion: 1 },
      'openai~o3-mini:high': { inputPerMillion: 3, outputPerMillion: 3 },
    };
    assertUsd(await cost('openai~o3-mini:low', {}, { overrides }), 1100 / 1e6, 'override');
    assertUsd(await cost('openai~o3-mini:high', {}, { overrides }), 3300 / 1e6, 'override');
  });

  it('leaves a cost unknown that needs a price which is not there, and simulated models free', async () => {
    assert.deepEqual(await cost('openai~gpt-4o', {}, { overrides: { 'openai~gpt-4o': { outputPerMillion: 1 } } }), {
      usd: null,
      source: 'unknown',
    });
    assert.deepEqual(await cost('openai~gpt-4o', {}, { overrides: { 'openai~gpt-4o': {} } }), {
      usd: null,
      source: 'unknown',
    });
    assert.deepEqual(await cost('simulated~swift', {}, { overrides: { 'simulated~swift': { perHour: 1 } } }), {
      usd: 0,
      source: 'simulated',
    });
  });
});

describe('the prices that a run keeps', () => {
  const prices = async (model: string, sources: Partial<PriceSources> = {}) =>
    (await bookFor([model], sources)).unitPrices(parseModel(model), noon);

  it('are the unit prices, with where they come from', async () => {
    assert.deepEqual(await prices('openai~gpt-4o'), {
      model: 'openai~gpt-4o',
      input: 2.5,
      output: 10,
      cachedInput: 1.25,
      perHour: null,
      source: `${source}, openai/gpt-4o`,
    });
    const own = { 'openai~gpt-4o': { inputPerMillion: 1, outputPerMillion: 2 } };
    assert.deepEqual(await prices('openai~gpt-4o', { overrides: own }), {
      model: 'openai~gpt-4o',
      input: 1,
      output: 2,
      cachedInput: null,
      perHour: null,
      source: 'settings',
    });
    assert.deepEqual(await prices('vllm~m', { benchmarkPrices: { 'vllm~m': { perHour: 1.9 } } }), {
      model: 'vllm~m',
      input: null,
      output: null,
      cachedInput: null,
      perHour: 1.9,
      source: 'benchmark',
    });
  });

  it('have tiers and times of day whole', async () => {
    const tiered = (await prices('gemini~gemini-2.5-pro'))!;
    assert.deepEqual([tiered.input, tiered.output], [1.25, 10]);
    assert.deepEqual((tiered.listed as { input_mtok: object }).input_mtok, {
      base: 1.25,
      tiers: [{ start: 200_000, price: 2.5 }],
    });
    assert.equal(((await prices('deepseek~deepseek-chat'))!.listed as unknown[]).length, 2);
  });

  it('are none where none are used', async () => {
    for (const model of ['llama3.2', 'simulated~swift', 'openai~gpt-nonsense', 'my-lab~gpt-4o'])
      assert.equal(await prices(model), null, model);
  });

  it('give the same costs when the run goes on, through JSON, whatever is configured by then', async () => {
    const models = [
      'openai~gpt-4o',
      'gemini~gemini-2.5-pro',
      'deepseek~deepseek-chat',
      'anthropic~claude-opus-4-6',
      'openai~own',
      'vllm~hourly',
      'llama3.2',
      'simulated~swift',
      'openai~gpt-nonsense',
    ];
    const first = await bookFor(models, {
      overrides: { 'vllm~hourly': { perHour: 2 } },
      benchmarkPrices: { 'openai~own': { inputPerMillion: 1, outputPerMillion: 7 } },
    });
    const recorded = models.flatMap((model) => first.unitPrices(parseModel(model), noon) ?? []);
    const again = await reopenPriceBook(models.map(priced), JSON.parse(JSON.stringify(recorded)) as typeof recorded);
    for (const model of models) {
      for (const asked of [
        {},
        { cached: 300 },
        { input: 250_000 },
        { at: new Date('2026-11-01T20:00:00Z') },
        { totalMs: null },
        { reported: 0.5 },
      ]) {
        assert.deepEqual(costIn(again, model, asked), costIn(first, model, asked), `${model} ${JSON.stringify(asked)}`);
      }
      assert.deepEqual(again.unitPrices(parseModel(model), noon), first.unitPrices(parseModel(model), noon), model);
    }
  });

  it('of a folder from before tiers were kept are its three figures', async () => {
    const book = await reopenPriceBook(
      [priced('openai~gpt-4o')],
      [{ model: 'openai~gpt-4o', input: 2, output: 4, cachedInput: 1, source: 'genai-prices 0.1.7, openai/gpt-4o' }],
    );
    assertUsd(costIn(book, 'openai~gpt-4o', { cached: 400 }), (600 * 2 + 400 * 1 + 100 * 4) / 1e6);
  });

  it('name the installed version of the prices', () => {
    const { version } = JSON.parse(
      readFileSync(new URL('../../../../node_modules/@pydantic/genai-prices/package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    assert.equal(bundledPrices.version, version);
  });
});
