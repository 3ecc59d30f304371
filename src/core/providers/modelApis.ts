// The list of model APIs and what follows from it: who answers for a model, with which key, at which address.
// To add an OpenAI-compatible service, see `services.ts`; to add a protocol, write an adapter and a row here.

import type { ModelId, ModelInfo } from '../../shared/run/model';
import { connectAnthropic, anthropicBaseUrl, defaultMaxTokens } from './anthropic';
import { isLoopbackUrl } from './apiFailure';
import { connectOllama } from './ollama';
import { describeOllamaModel, seesOllamaModel } from './ollamaModels';
import { defaultOllamaUrl, parseOllamaHost } from './ollamaHost';
import { connectOpenAi } from './openai';
import type { Connection, Environment, ModelApi } from './provider';
import { baseUrlVariableOf, builtInServices } from './services';
import type { ServiceRow } from './services';
import { connectSimulated } from './simulated';
import { simulatedProfiles } from './simulatedProfiles';
import { connectTesseract, reasonNotToAskTesseract, tesseractLanguages } from './tesseract';

const openAiBaseUrl = 'https://api.openai.com/v1';
const cloudConcurrency = 4;

/** Every model API: the protocols, the built-in services, and the user's rows, which replace built-in services of the same id. */
export function modelApis(userRows: readonly ServiceRow[]): ModelApi[] {
  const replaced = new Set(userRows.map((row) => row.id));
  return [
    ollama,
    openai,
    anthropic,
    ...[...builtInServices.filter((row) => !replaced.has(row.id)), ...userRows].map(serviceApi),
    tesseract,
    simulated,
  ];
}

const ollama: ModelApi = {
  id: 'ollama',
  label: 'Ollama',
  isLocal: true,
  isSimulated: false,
  baseUrlVariable: 'OLLAMA_HOST',
  defaultBaseUrl: defaultOllamaUrl,
  defaultConcurrency: 1,
  connect: connectOllama,
  describeModel: describeOllamaModel,
  seesImages: seesOllamaModel,
};

const openai: ModelApi = {
  id: 'openai',
  label: 'OpenAI',
  isLocal: false,
  isSimulated: false,
  keyVariable: 'OPENAI_API_KEY',
  baseUrlVariable: 'OPENAI_BASE_URL',
  defaultBaseUrl: openAiBaseUrl,
  defaultConcurrency: cloudConcurrency,
  priceProviderId: 'openai',
  connect: (connection) =>
    connectOpenAi(
      {
        label: 'OpenAI',
        defaultBaseUrl: openAiBaseUrl,
        keyVariable: 'OPENAI_API_KEY',
        isLocal: false,
        asksForUsage: true,
        isOpenAi: true,
      },
      connection,
    ),
};

const anthropic: ModelApi = {
  id: 'anthropic',
  label: 'Anthropic',
  isLocal: false,
  isSimulated: false,
  keyVariable: 'ANTHROPIC_API_KEY',
  baseUrlVariable: 'ANTHROPIC_BASE_URL',
  defaultBaseUrl: anthropicBaseUrl,
  defaultConcurrency: cloudConcurrency,
  priceProviderId: 'anthropic',
  mostOutputTokens: defaultMaxTokens,
  connect: connectAnthropic,
};

const simulated: ModelApi = {
  id: 'simulated',
  label: 'Simulated',
  isLocal: true,
  isSimulated: true,
  defaultConcurrency: 1,
  names: simulatedProfiles.map((profile) => profile.name),
  connect: connectSimulated,
};

/** An OCR engine in this process, to hold vision models against. */
const tesseract: ModelApi = {
  id: 'tesseract',
  label: 'Tesseract',
  isLocal: true,
  isSimulated: false,
  defaultConcurrency: 1,
  reasonNotToAsk: reasonNotToAskTesseract,
  names: tesseractLanguages,
  connect: connectTesseract,
};

function serviceApi(row: ServiceRow): ModelApi {
  const isLocal = row.isLocal === true;
  const key = row.keyVariable === undefined ? {} : { keyVariable: row.keyVariable };
  return {
    id: row.id,
    label: row.label,
    isLocal,
    isSimulated: false,
    ...key,
    baseUrlVariable: baseUrlVariableOf(row.id),
    defaultBaseUrl: row.baseUrl,
    defaultConcurrency: row.concurrency ?? (isLocal ? 1 : cloudConcurrency),
    ...(row.priceProviderId === undefined ? {} : { priceProviderId: row.priceProviderId }),
    connect: (connection) =>
      connectOpenAi(
        {
          label: row.label,
          defaultBaseUrl: row.baseUrl,
          ...key,
          isLocal,
          asksForUsage: row.asksForUsage !== false,
          isOpenAi: false,
        },
        connection,
      ),
  };
}

/** The model API of an id. Throws an error that names the known ones: benchmarks are checked for this before they run. */
export function findModelApi(apis: readonly ModelApi[], id: string): ModelApi {
  const found = apis.find((api) => api.id === id);
  if (!found) throw new Error(`There is no model API "${id}". Known: ${apis.map((api) => api.id).join(', ')}.`);
  return found;
}

/** Key and address of a model API as the environment (settings included) has them; blank counts as not set. */
export function connectionFor(api: ModelApi, environment: Environment): Connection {
  const apiKey = api.keyVariable === undefined ? '' : (environment[api.keyVariable] ?? '').trim();
  const moved = api.baseUrlVariable === undefined ? '' : (environment[api.baseUrlVariable] ?? '').trim();
  // What is no address stays as it is: the adapter says so when it is asked.
  const baseUrl = api.id === 'ollama' ? (parseOllamaHost(moved) ?? moved) : moved.replace(/\/+$/, '');
  return { ...(apiKey === '' ? {} : { apiKey }), ...(baseUrl === '' ? {} : { baseUrl }) };
}

/** A key that a run needs and does not have. */
export interface MissingKey {
  api: ModelApi;
  keyVariable: string;
  /** Canonical strings of the models that need it. */
  models: string[];
}

/** The keys to be set before these models can be asked. Local services and addresses on this machine need none. */
export function missingKeys(
  models: readonly ModelId[],
  apis: readonly ModelApi[],
  environment: Environment,
): MissingKey[] {
  const missing = new Map<string, MissingKey>();
  for (const { model, provider } of models) {
    const api = apis.find((one) => one.id === provider);
    if (!api || api.isLocal || api.keyVariable === undefined) continue;
    const { apiKey, baseUrl } = connectionFor(api, environment);
    if (apiKey !== undefined || isLoopbackUrl(baseUrl ?? api.defaultBaseUrl ?? '')) continue;
    const entry = missing.get(api.id) ?? { api, keyVariable: api.keyVariable, models: [] };
    entry.models.push(model);
    missing.set(api.id, entry);
  }
  return [...missing.values()];
}

/** What a run says of a model. A model of an unknown API (an old report's) keeps the id as its label. */
export function modelInfo(model: ModelId, apis: readonly ModelApi[]): ModelInfo {
  const api = apis.find((one) => one.id === model.provider);
  return {
    ...model,
    providerLabel: api?.label ?? model.provider,
    isLocal: api?.isLocal ?? false,
    isSimulated: api?.isSimulated ?? false,
  };
}

/**
 * Which machine answers, for a run that wants it to itself: as `hostOf`, without the port, for two servers on one machine take each other's
 * time. An engine in this process, which has no address, is on this machine.
 */
export function machineOf(api: ModelApi, connection: Connection, model: ModelId): string {
  const host = hostOf(api, connection, model);
  if (api.isSimulated) return host;
  return host === api.id ? '127.0.0.1' : host.replace(/:\d+$/, '');
}

/**
 * Whose slots a request takes: `host:port`, so that two model APIs on one server share them, or the model itself for the
 * simulated API, whose models stand on no common machine. This machine's names (`localhost`, `0.0.0.0`, `[::1]`) are one.
 */
export function hostOf(api: ModelApi, connection: Connection, model: ModelId): string {
  if (api.isSimulated) return model.model;
  const address = connection.baseUrl ?? api.defaultBaseUrl ?? api.id;
  if (!URL.canParse(address)) return address;
  const { hostname, port, protocol } = new URL(address);
  const isThisMachine = isLoopbackUrl(address) || hostname === '0.0.0.0' || hostname === '[::]';
  return `${isThisMachine ? '127.0.0.1' : hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
