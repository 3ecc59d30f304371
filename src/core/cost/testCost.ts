// What a test costs: the API's own word, or token counts times the prices of the bundled genai-prices data. Nothing is fetched.
// An unknown cost is null, never 0; nothing here throws, because a missing price must not cost a verdict.

import type { ModelPrice, PriceCalculation } from '@pydantic/genai-prices';
import type { TestCost, TokenUsage } from '../../shared/events';
import type { ModelId } from '../../shared/model';
import type { UnitPrices } from '../../shared/runManifest';
import type { ModelApi } from '../providers/provider';

/** The version of the package whose prices are used, as a run states it. A unit test holds it to the installed one. */
export const priceSource = 'genai-prices 0.1.8';

const unknownCost: TestCost = { usd: null, source: 'unknown' };

/**
 * The cost of one answer in USD at the prices of the moment `at`. Local and simulated models cost 0 and say so; what the API
 * reports itself comes before any price list; counts that are missing, estimated or contradictory leave the cost unknown.
 */
export async function testCost(api: ModelApi, model: ModelId, tokens: TokenUsage, reportedCostUsd: number | null, at: Date): Promise<TestCost> {
  if (api.isSimulated) return { usd: 0, source: 'simulated' };
  if (api.isLocal) return { usd: 0, source: 'local' };
  if (reportedCostUsd !== null && Number.isFinite(reportedCostUsd) && reportedCostUsd >= 0) return { usd: reportedCostUsd, source: 'api' };
  if (tokens.input === null || tokens.output === null || tokens.source !== 'usage') return unknownCost;
  const price = await lookUp(api, model, { input_tokens: tokens.input, output_tokens: tokens.output, cache_read_tokens: tokens.cached ?? 0 }, at);
  return price ? { usd: price.total_price, source: 'prices' } : unknownCost;
}

/** The unit prices that `testCost` uses for a model, for a run to keep; null when it uses none. Of tiered prices the lowest tier. */
export async function pricesUsed(api: ModelApi, model: ModelId, at: Date = new Date()): Promise<UnitPrices | null> {
  if (api.isSimulated || api.isLocal) return null;
  const price = await lookUp(api, model, { input_tokens: 0, output_tokens: 0 }, at);
  if (!price) return null;
  const { model_price: units } = price;
  return {
    model: model.model,
    input: perMillion(units, 'input_mtok'),
    output: perMillion(units, 'output_mtok'),
    cachedInput: perMillion(units, 'cache_read_mtok'),
    source: `${priceSource}, ${price.provider.id}/${price.model.id}`,
  };
}

function perMillion(units: ModelPrice, name: string): number | null {
  const price = units[name];
  return price === undefined ? null : typeof price === 'number' ? price : price.base;
}

async function lookUp(api: ModelApi, model: ModelId, usage: { [unit: string]: number }, at: Date): Promise<PriceCalculation | null> {
  // Without either the library would guess the vendor from the model's name.
  const service = api.priceProviderId !== undefined ? { providerId: api.priceProviderId } : api.defaultBaseUrl !== undefined ? { providerApiUrl: api.defaultBaseUrl } : null;
  if (!service) return null;
  try {
    const { calcPrice } = await import('@pydantic/genai-prices');
    const price = calcPrice(usage, model.name, { ...service, timestamp: at });
    return price && Number.isFinite(price.total_price) ? price : null;
  } catch {
    // The library throws for counts that contradict each other, such as more cached tokens than input: the cost is unknown then.
    return null;
  }
}
