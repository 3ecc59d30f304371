// What a test costs by a price book, asked in few words.

import assert from 'node:assert/strict';
import { createPriceBook, type PriceBook, type PriceSources } from '../../../../src/core/cost/priceBook';
import { findModelApi, modelApis, modelInfo } from '../../../../src/core/providers/modelApis';
import type { TestCost, TokenUsage } from '../../../../src/shared/run/testMeasurement';
import { parseModel } from '../../../../src/shared/run/model';

const apis = modelApis([
  { id: 'my-lab', label: 'My lab', baseUrl: 'https://llm.example.org/v1' },
  { id: 'cerebras', label: 'Cerebras', baseUrl: 'https://api.cerebras.ai/v1' },
]);

export const noon = new Date('2026-11-01T12:00:00Z');

export const priced = (model: string) => {
  const id = parseModel(model);
  return { info: modelInfo(id, apis), api: findModelApi(apis, id.provider) };
};

export function bookFor(models: string[], sources: Partial<PriceSources> = {}): Promise<PriceBook> {
  return createPriceBook({
    models: models.map(priced),
    overrides: {},
    benchmarkPrices: {},
    priceFile: null,
    ...sources,
  });
}

interface Asked extends Partial<TokenUsage> {
  reported?: number | null;
  totalMs?: number | null;
  at?: Date;
}

export function costIn(
  book: PriceBook,
  model: string,
  { reported = null, totalMs = 2000, at = noon, ...tokens }: Asked = {},
): TestCost {
  return book.costOf(parseModel(model), {
    tokens: { input: 1000, output: 100, reasoning: null, cached: null, source: 'usage', ...tokens },
    reportedCostUsd: reported,
    totalMs,
    at,
  });
}

export async function cost(model: string, asked: Asked = {}, sources: Partial<PriceSources> = {}): Promise<TestCost> {
  return costIn(await bookFor([model], sources), model, asked);
}

export function assertUsd(actual: TestCost, usd: number, from: TestCost['source'] = 'prices'): void {
  assert.equal(actual.source, from);
  assert.ok(Math.abs(actual.usd! - usd) < 1e-12, `${actual.usd} is not ${usd}`);
}
