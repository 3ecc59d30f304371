// The price list: that of the genai-prices package, or a newer one that *Update prices* has fetched. Reads a file; fetches nothing, ever.

import { readFile } from 'node:fs/promises';
import type { ConditionalPrice, ModelInfo, ModelPrice, PriceCalculation, Provider } from '@pydantic/genai-prices';
import * as z from 'zod';
import { messageOf } from '../../shared/text/messageOf';

/** The package whose prices ship with this program, and the day it was published. Unit tests hold the version to the installed one. */
export const bundledPrices = { version: '0.1.8', date: '2026-09-23' } as const;

export interface PriceList {
  /** The name by which a run states the list: `genai-prices 0.1.8`, `genai-prices of 2026-11-21`. */
  source: string;
  /** ISO date from which these prices are. */
  date: string;
  /** The bundled ones, of 800 kB, are loaded when a price is looked up: no run of simulated or local models needs them. */
  providers(): Promise<readonly Provider[]>;
}

/** Prices of one model as the list has them, with tiers, times of day and dates. */
export type ListedPrices = ModelPrice | ConditionalPrice[];

/** A model of the list; `path` is `openai/gpt-4o`. */
interface ListedModel {
  path: string;
  prices: ListedPrices;
}

/** The file that *Update prices* writes. */
export interface PriceFile {
  schemaVersion: 1;
  /** Where it was fetched from. */
  url: string;
  /** ISO 8601, UTC. */
  fetchedAt: string;
  providers: Provider[];
}

const match: z.ZodType = z.lazy(() =>
  z.union([
    z.object({ or: z.array(match) }),
    z.object({ and: z.array(match) }),
    ...(['equals', 'starts_with', 'ends_with', 'contains'] as const).map((rule) => z.object({ [rule]: z.string() })),
    z.object({ regex: z.string().refine(isPattern) }),
  ]),
);
const amount = z.number().min(0);
const prices = z.record(
  z.string(),
  z.union([
    amount,
    z.looseObject({ base: amount, tiers: z.array(z.looseObject({ start: z.int().min(0), price: amount })) }),
  ]),
);
const constraint = z.union([
  z.looseObject({ start_date: z.iso.date() }),
  z.looseObject({ start_time: z.string(), end_time: z.string() }),
]);

/** The data of genai-prices, as far as it is used; the rest passes as it is. */
export const providersSchema = z
  .array(
    z.looseObject({
      id: z.string().min(1),
      name: z.string(),
      api_pattern: z.string().refine(isPattern),
      fallback_model_providers: z.array(z.string()).optional(),
      models: z.array(
        z.looseObject({
          id: z.string().min(1),
          match,
          prices: z.union([z.array(z.looseObject({ constraint: constraint.optional(), prices })).min(1), prices]),
        }),
      ),
    }),
  )
  .min(1)
  .transform((providers) => providers as unknown as Provider[]);

const priceFileSchema = z.object({
  schemaVersion: z.literal(1),
  url: z.string(),
  fetchedAt: z.iso.datetime(),
  providers: providersSchema,
});

/** The list to use, and what is the matter with `path`, if anything: a file that is damaged never stops a run, the bundled list takes its place. */
export async function readPriceList(path: string | null): Promise<{ list: PriceList; problem?: string }> {
  if (path === null) return { list: bundledPriceList };
  try {
    const file = await readPriceFile(path);
    // After an update of this program its own list may be the newer one.
    return { list: file && file.date > bundledPriceList.date ? file : bundledPriceList };
  } catch (error) {
    const message = messageOf(error);
    return {
      list: bundledPriceList,
      problem: `${message} The prices that come with this program (${bundledPriceList.source}) were used; Update prices fetches the list again.`,
    };
  }
}

export const bundledPriceList: PriceList = {
  source: `genai-prices ${bundledPrices.version}`,
  date: bundledPrices.date,
  providers: async () => {
    // Nothing here ever gives the library other data, so this is what it ships with.
    const { waitForUpdate } = await import('@pydantic/genai-prices');
    return (await waitForUpdate()) ?? [];
  },
};

/** A fetched list; undefined when there is none. Throws an error for people when it can't be read. */
async function readPriceFile(path: string): Promise<PriceList | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`The price list ${path} can't be read: ${error.message}.`, { cause: error });
  });
  if (text === undefined) return undefined;
  const { fetchedAt, providers } = parsePriceFile(text, path);
  const date = fetchedAt.slice(0, 10);
  return { source: `genai-prices of ${date}`, date, providers: () => Promise.resolve(providers) };
}

function parsePriceFile(text: string, path: string): PriceFile {
  try {
    const parsed = priceFileSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Not even JSON; said below.
  }
  throw new Error(`The price list ${path} is damaged.`);
}

/**
 * A model of a list: of the provider with this id, or of the one whose API the address belongs to; never by the model's name alone, because
 * other vendors may charge otherwise. Null when the list has none.
 */
export async function findListed(
  list: PriceList,
  service: { providerId: string } | { apiUrl: string },
  modelName: string,
): Promise<ListedModel | null> {
  const providers = await list.providers();
  const provider = providers.find((one) =>
    'providerId' in service
      ? one.id === service.providerId
      : new RegExp(`^(?:${one.api_pattern})`).test(service.apiUrl),
  );
  if (!provider) return null;
  const { calcPrice } = await import('@pydantic/genai-prices');
  const models = modelsWithFallbacks(providers, provider, new Set()).map((model) => ({
    ...model,
    prices: relevantPrices(model.prices),
  }));
  // Asked for nothing at all: the library finds the model by its own rules, dates in names included.
  const found = safely(() =>
    calcPrice({ input_tokens: 0, output_tokens: 0 }, modelName, {
      provider: { ...provider, fallback_model_providers: [], models },
    }),
  );
  if (!found) return null;
  return { path: `${provider.id}/${found.model.id}`, prices: found.model.prices };
}

/** What tokens cost at a model's prices, USD; null when it can't be said. */
export type PriceTokens = (
  usage: { input: number; output: number; cached: number },
  at: Date,
) => { usd: number; units: ModelPrice } | null;

/** Loads the library, which from here on only reckons: it is not asked for models. The prices may come from a run folder. */
export async function loadPricing(): Promise<(listed: ListedPrices) => PriceTokens> {
  const { calcPrice } = await import('@pydantic/genai-prices');
  return (listed) => {
    const model: ModelInfo = { id: 'model', match: { equals: 'model' }, prices: listed };
    const provider: Provider = { id: 'listed', name: 'listed', api_pattern: '', models: [model] };
    return ({ input, output, cached }, at) => {
      const usage = { input_tokens: input, output_tokens: output, cache_read_tokens: cached };
      const price = safely(() => calcPrice(usage, 'model', { provider, timestamp: at }));
      return price && Number.isFinite(price.total_price) ? { usd: price.total_price, units: price.model_price } : null;
    };
  };
}

/** The library throws for counts that contradict each other, such as more cached tokens than input, and for prices of an odd form: unknown then. */
function safely(calculate: () => PriceCalculation | null): PriceCalculation | null {
  try {
    return calculate();
  } catch {
    return null;
  }
}

/** A provider's models, then those of the providers whose models it passes on, as the library looks for them. */
function modelsWithFallbacks(providers: readonly Provider[], provider: Provider, seen: Set<string>): ModelInfo[] {
  if (seen.has(provider.id)) return [];
  seen.add(provider.id);
  const others = (provider.fallback_model_providers ?? []).flatMap((id) => providers.filter((one) => one.id === id));
  return [...provider.models, ...others.flatMap((other) => modelsWithFallbacks(providers, other, seen))];
}

/** The prices of what a run counts; the library complains about names of prices that are newer than itself. */
const relevant: readonly string[] = ['input_mtok', 'output_mtok', 'cache_read_mtok', 'requests_kcount'];

export function relevantPrices(listed: ListedPrices): ListedPrices {
  const pick = (all: ModelPrice): ModelPrice =>
    Object.fromEntries(Object.entries(all).filter(([name]) => relevant.includes(name)));
  return Array.isArray(listed) ? listed.map((one) => ({ ...one, prices: pick(one.prices) })) : pick(listed);
}

/** The price of a unit (`input_mtok`) in its lowest tier; null where there is none. */
export function baseOf(units: ModelPrice | undefined, name: string): number | null {
  const price = units?.[name];
  return price === undefined ? null : typeof price === 'number' ? price : price.base;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
