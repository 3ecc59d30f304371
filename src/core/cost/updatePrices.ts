// *Update prices*: fetches the data of genai-prices, checks it and puts it in the place of the list that was fetched before. The only thing here
// that fetches prices, and it does so only when a user asks for it; a run never comes here. What is not good leaves everything as it was.

import { basename, dirname } from 'node:path';
import type { Provider } from '@pydantic/genai-prices';
import { makeFolder } from '../files/makeFolder';
import { writeTextAtomically } from '../files/jsonFile';
import type { Environment } from '../providers/provider';
import { ProxyFailed } from '../providers/proxyFailed';
import { sendOut, takeWayOut } from '../providers/wayOut';
import { readText } from '../streams/readText';
import {
  baseOf,
  findListed,
  loadPricing,
  providersSchema,
  readPriceList,
  relevantPrices,
  type PriceFile,
  type PriceList,
} from './priceList';

export interface PriceUpdate {
  /** The list in use from now on. */
  source: string;
  /** How many models have a price in it. */
  models: number;
  /** The list in use until now. */
  before: string;
  /** Models that have a price now and had none, and the other way round: `openai/gpt-6`. */
  added: string[];
  removed: string[];
  changed: PriceChange[];
}

/** USD per million input and output tokens, of the lowest tier. */
export interface PriceChange {
  path: string;
  before: TokenPrices;
  after: TokenPrices;
}

export interface TokenPrices {
  input: number | null;
  output: number | null;
}

export interface UpdateRequest {
  /** Absolute path of the file to write; its folder is made when missing. */
  path: string;
  /** A mirror to fetch from, in place of the address that the package documents. */
  url?: string;
  /** Names the proxies to go through. */
  environment: Environment;
  now?: Date;
}

/** Bytes; ten times what there is today. */
const largestDownload = 10_000_000;
const timeLimitMs = 30_000;

/** A list that does not price these is not the list it says it is. By the ids of genai-prices. */
const wellKnown: readonly { providerId: string; model: string }[] = [
  { providerId: 'openai', model: 'gpt-4o' },
  { providerId: 'anthropic', model: 'claude-sonnet-4-5' },
  { providerId: 'google', model: 'gemini-2.5-pro' },
];

/** Throws an error for people, with everything as it was, when the list can't be fetched, is not good, or can't be kept. */
export async function updatePrices(
  { path, url, environment, now = new Date() }: UpdateRequest,
  signal: AbortSignal,
): Promise<PriceUpdate> {
  const { list: before } = await readPriceList(path);
  const { REMOTE_DATA_JSON_URL } = await import('@pydantic/genai-prices');
  const from = url ?? REMOTE_DATA_JSON_URL;
  takeWayOut(environment);
  const providers = await checked(await download(from, signal), from, before);
  const file: PriceFile = { schemaVersion: 1, url: from, fetchedAt: now.toISOString(), providers };
  await makeFolder(dirname(path));
  await writeTextAtomically(dirname(path), basename(path), JSON.stringify(file));
  const { list: after, problem } = await readPriceList(path);
  if (problem !== undefined) throw new Error(problem);
  return { source: after.source, before: before.source, ...(await changesBetween(before, after, now)) };
}

async function download(url: string, signal: AbortSignal): Promise<string> {
  try {
    const answer = await sendOut(url, {
      method: 'GET',
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]),
      mayLeaveHost: true,
    });
    const text = await readText(answer.body, largestDownload + 1);
    if (answer.status !== 200) throw new Error(`the answer was ${answer.status}`);
    if (Buffer.byteLength(text) > largestDownload) throw new Error(`it is larger than ${largestDownload / 1e6} MB`);
    return text;
  } catch (error) {
    signal.throwIfAborted();
    throw new Error(`The price list could not be fetched from ${url}: ${reasonOf(error)}. Prices stay as they were.`, {
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ProxyFailed) return `the proxy ${error.message}`;
  return error.message || String(error);
}

async function checked(text: string, url: string, before: PriceList): Promise<Provider[]> {
  const refuse = (why: string): Error =>
    new Error(`What came from ${url} is no price list: ${why}. Prices stay as they were.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refuse('it is not JSON');
  }
  const parsed = providersSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(`${issue!.path.join('.') || 'the whole'}: ${issue!.message}`);
  }
  const list: PriceList = { source: '', date: '', providers: () => Promise.resolve(parsed.data) };
  for (const { providerId, model } of wellKnown) {
    const found = await findListed(list, { providerId }, model);
    const price = found && (await loadPricing())(found.prices)({ input: 1e6, output: 1e6, cached: 0 }, new Date());
    if (!price || price.usd <= 0) throw refuse(`it has no price for ${providerId}/${model}`);
  }
  const [count, countBefore] = [modelCount(parsed.data), modelCount(await before.providers())];
  if (count < countBefore / 2) throw refuse(`it has ${count} models, and the one in use has ${countBefore}`);
  return parsed.data;
}

function modelCount(providers: readonly Provider[]): number {
  return providers.reduce((sum, provider) => sum + provider.models.length, 0);
}

async function changesBetween(
  before: PriceList,
  after: PriceList,
  at: Date,
): Promise<Pick<PriceUpdate, 'models' | 'added' | 'removed' | 'changed'>> {
  const [old, now] = [await tokenPrices(before, at), await tokenPrices(after, at)];
  return {
    models: now.size,
    added: [...now.keys()].filter((path) => !old.has(path)),
    removed: [...old.keys()].filter((path) => !now.has(path)),
    changed: [...now].flatMap(([path, price]) => {
      const was = old.get(path);
      return was && (was.input !== price.input || was.output !== price.output)
        ? [{ path, before: was, after: price }]
        : [];
    }),
  };
}

async function tokenPrices(list: PriceList, at: Date): Promise<Map<string, TokenPrices>> {
  const price = await loadPricing();
  const prices = new Map<string, TokenPrices>();
  for (const provider of await list.providers()) {
    for (const model of provider.models) {
      const units = price(relevantPrices(model.prices))({ input: 0, output: 0, cached: 0 }, at)?.units;
      const [input, output] = [baseOf(units, 'input_mtok'), baseOf(units, 'output_mtok')];
      if (input !== null || output !== null) prices.set(`${provider.id}/${model.id}`, { input, output });
    }
  }
  return prices;
}
