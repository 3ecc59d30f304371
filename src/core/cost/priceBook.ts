// What a run's tests cost: the API's own word, then the user's prices, then the price list. Made once for a run, and from then on it opens no
// file and sends nothing. An unknown cost is null, never 0; nothing here throws, because a missing price must not cost a verdict.

import type { TestCost, TokenUsage } from '../../shared/run/testMeasurement';
import type { ModelId, ModelInfo } from '../../shared/run/model';
import type { UnitPrices } from '../../shared/runs/runManifest';
import type { ModelApi } from '../providers/modelApi';
import {
  baseOf,
  bundledPriceList,
  findListed,
  loadPricing,
  readPriceList,
  type ListedPrices,
  type PriceList,
  type PriceTokens,
} from './priceList';
import { findOverride, overriddenCost, type PriceOverride, type PriceOverrides } from './priceOverride';

/** One test, as far as its cost goes. */
interface PricedTest {
  tokens: TokenUsage;
  /** What the API itself says the call cost, USD. */
  reportedCostUsd: number | null;
  /** Where the answer came from when a local server passed the request on: nobody knows what that charged. */
  remoteHost?: string | undefined;
  /** Dispatch to the end of the answer, ms. */
  totalMs: number | null;
  /** It was answered in a batch, for which the vendor's own price may be lower. */
  isInBatch?: boolean;
  /** When it was asked: some prices depend on the date or the time of day. */
  at: Date;
}

/** What is to be priced: each model with the API that answers for it. */
interface PricedModel {
  info: ModelInfo;
  api: ModelApi;
}

export interface PriceBook {
  /** The cost of one answer, USD. Simulated models cost 0 and say so, and so do local ones without a price of the user's. */
  costOf(model: ModelId, test: PricedTest): TestCost;
  /** The unit prices that `costOf` uses for a model, for a run to keep; null when it uses none. Of tiered prices the lowest tier. */
  unitPrices(model: ModelId, at?: Date): UnitPrices | null;
  /** The price list in use, `genai-prices 0.1.8`. */
  source: string;
  /** What was the matter with the price list, for people. */
  problem?: string;
}

export interface PriceSources {
  /** The models that will be asked for. */
  models: readonly PricedModel[];
  /** The prices of the settings. */
  overrides: PriceOverrides;
  /** The prices of the benchmark; they win over the settings. */
  benchmarkPrices: PriceOverrides;
  /** The prices of the project file; the settings win over them. */
  projectPrices?: PriceOverrides | undefined;
  /** The file that *Update prices* writes, whether or not it is there; null for the list that comes with this program. */
  priceFile: string | null;
}

/** How one model is priced. */
type Pricing =
  | { kind: 'simulated' | 'local' | 'unknown' }
  | { kind: 'override'; override: PriceOverride; source: string }
  | { kind: 'listed'; listed: ListedPrices; price: PriceTokens; source: string };

/** Where people write prices of their own, the first of which wins. */
const overrideSources = ['benchmark', 'settings', 'project'] as const;

/** Whether a price is one that people wrote, and not one of a list. */
export function isOverride(source: string): boolean {
  return overrideSources.some((one) => one === source);
}

const unknownCost: TestCost = { usd: null, source: 'unknown' };

/** Never throws: a price list that can't be read is replaced by the bundled one, and `problem` says so. */
export async function createPriceBook({
  models,
  overrides,
  benchmarkPrices,
  projectPrices = {},
  priceFile,
}: PriceSources): Promise<PriceBook> {
  const { list, problem } = await readPriceList(priceFile);
  const written = { benchmark: benchmarkPrices, settings: overrides, project: projectPrices };
  const pricings = await Promise.all(
    models.map(async (one) => [one.info.model, await pricingOf(one, list, written)] as const),
  );
  return { ...bookOf(new Map(pricings), list.source, models), ...(problem === undefined ? {} : { problem }) };
}

/** The book of a run that goes on: its prices are those it began with, and a model that had none stays without. */
export async function reopenPriceBook(
  models: readonly PricedModel[],
  recorded: readonly UnitPrices[],
): Promise<PriceBook> {
  const pricings = await Promise.all(
    models.map(async ({ info }) => {
      const prices = recorded.find((one) => one.model === info.model);
      return [info.model, prices && !info.isSimulated ? await recordedPricing(prices) : withoutPrice(info)] as const;
    }),
  );
  return bookOf(new Map(pricings), bundledPriceList.source, models);
}

function bookOf(pricings: ReadonlyMap<string, Pricing>, source: string, models: readonly PricedModel[]): PriceBook {
  const shares = new Map(models.map(({ info, api }) => [info.model, api.batches?.price ?? 1]));
  const of = (model: ModelId): Pricing => pricings.get(model.model) ?? { kind: 'unknown' };
  return {
    source,
    costOf: (model, test) => costOf(of(model), test, shares.get(model.model) ?? 1),
    unitPrices: (model, at = new Date()) => unitPricesOf(of(model), model.model, at),
  };
}

async function pricingOf(
  { info, api }: PricedModel,
  list: PriceList,
  overrides: { readonly [source in (typeof overrideSources)[number]]: PriceOverrides },
): Promise<Pricing> {
  if (info.isSimulated) return { kind: 'simulated' };
  for (const source of overrideSources) {
    const override = findOverride(overrides[source], info);
    if (override) return { kind: 'override', override, source };
  }
  if (info.isLocal) return { kind: 'local' };
  // Without either nobody knows whose prices these would be.
  const service =
    api.priceProviderId !== undefined
      ? { providerId: api.priceProviderId }
      : api.defaultBaseUrl !== undefined
        ? { apiUrl: api.defaultBaseUrl }
        : null;
  const found = service && (await findListed(list, service, info.name));
  if (!found) return { kind: 'unknown' };
  return {
    kind: 'listed',
    listed: found.prices,
    price: (await loadPricing())(found.prices),
    source: `${list.source}, ${found.path}`,
  };
}

function withoutPrice(info: ModelInfo): Pricing {
  return { kind: info.isSimulated ? 'simulated' : info.isLocal ? 'local' : 'unknown' };
}

/** Folders from before the whole price was kept have only its figures: those of the lowest tier. */
async function recordedPricing({ input, output, cachedInput, perHour, listed, source }: UnitPrices): Promise<Pricing> {
  if (listed !== undefined)
    return {
      kind: 'listed',
      listed: listed as ListedPrices,
      price: (await loadPricing())(listed as ListedPrices),
      source,
    };
  const override: PriceOverride = {
    ...(input === null ? {} : { inputPerMillion: input }),
    ...(output === null ? {} : { outputPerMillion: output }),
    ...(cachedInput === null ? {} : { cachedInputPerMillion: cachedInput }),
    ...(perHour === null || perHour === undefined ? {} : { perHour }),
  };
  if (isOverride(source)) return { kind: 'override', override, source };
  const figures = {
    input_mtok: input ?? undefined,
    output_mtok: output ?? undefined,
    cache_read_mtok: cachedInput ?? undefined,
  };
  return { kind: 'listed', listed: figures, price: (await loadPricing())(figures), source };
}

/** `batchShare`: what a batch costs of a listed price. A price that the user wrote is taken as it stands. */
function costOf(
  pricing: Pricing,
  { tokens, reportedCostUsd, remoteHost, totalMs, at, isInBatch }: PricedTest,
  batchShare: number,
): TestCost {
  if (pricing.kind === 'simulated') return { usd: 0, source: 'simulated' };
  if (reportedCostUsd !== null && Number.isFinite(reportedCostUsd) && reportedCostUsd >= 0)
    return { usd: reportedCostUsd, source: 'api' };
  const counted = tokens.source === 'usage' ? tokens : { input: null, output: null, cached: null };
  switch (pricing.kind) {
    case 'local':
      return remoteHost !== undefined ? unknownCost : { usd: 0, source: 'local' };
    case 'unknown':
      return unknownCost;
    case 'override': {
      const usd = overriddenCost(pricing.override, {
        input: counted.input,
        output: counted.output,
        cached: counted.cached ?? 0,
        totalMs,
      });
      return usd === null ? unknownCost : { usd, source: 'override' };
    }
    case 'listed': {
      if (counted.input === null || counted.output === null) return unknownCost;
      const price = pricing.price({ input: counted.input, output: counted.output, cached: counted.cached ?? 0 }, at);
      return price ? { usd: price.usd * (isInBatch ? batchShare : 1), source: 'prices' } : unknownCost;
    }
  }
}

function unitPricesOf(pricing: Pricing, model: string, at: Date): UnitPrices | null {
  if (pricing.kind === 'override') {
    const { inputPerMillion, outputPerMillion, cachedInputPerMillion, perHour } = pricing.override;
    const tokens =
      perHour === undefined
        ? {
            input: inputPerMillion ?? null,
            output: outputPerMillion ?? null,
            cachedInput: cachedInputPerMillion ?? null,
          }
        : noTokenPrices;
    return { model, ...tokens, perHour: perHour ?? null, source: pricing.source };
  }
  if (pricing.kind !== 'listed') return null;
  const units = pricing.price({ input: 0, output: 0, cached: 0 }, at)?.units;
  if (!units) return null;
  return {
    model,
    input: baseOf(units, 'input_mtok'),
    output: baseOf(units, 'output_mtok'),
    cachedInput: baseOf(units, 'cache_read_mtok'),
    perHour: null,
    source: pricing.source,
    ...(isFlat(pricing.listed) ? {} : { listed: pricing.listed }),
  };
}

const noTokenPrices = { input: null, output: null, cachedInput: null };

/** Whether the three figures say it all. */
function isFlat(listed: ListedPrices): boolean {
  if (Array.isArray(listed)) return false;
  return Object.entries(listed).every(([name, price]) => typeof price === 'number' && name !== 'requests_kcount');
}
