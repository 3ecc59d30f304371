// The list of model APIs and what follows from it: who answers for a model, with which key, at which address.
// To add an OpenAI-compatible service, see `services.ts`; to add a protocol, write an adapter and a row here.

import type { ModelId, ModelInfo } from '../../shared/run/model';
import { vsCodeApi } from '../../shared/run/throughVsCode';
import { listAnthropicModels, listOpenAiModels } from './listModels';
import { limitOf } from './anthropicParameters';
import { anthropicBaseUrl } from './anthropicClient';
import { connectAnthropic } from './connectAnthropic';
import { readAddress } from './address';
import { connectEditor } from './connectEditor';
import { connectOllama } from './connectOllama';
import { defaultOllamaUrl, ollamaCloudHost, readOllamaHost } from './ollamaHost';
import { connectOpenAi } from './connectOpenAi';
import { isLocalModel } from './connections';
import type { OpenAiSettings } from './openaiClient';
import type { Connection } from './provider';
import type { ModelApi } from './modelApi';
import { baseUrlVariableOf, builtInServices, readOpenAiAddress } from './services';
import type { OwnApiId, ServiceRow } from './services';
import { simulatedApi, simulatedProfiles } from './simulatedProfiles';
import { connectSimulated } from './connectSimulated';
import { connectTesseract, reasonNotToAskTesseract, tesseractLanguages } from './connectTesseract';

const openAiBaseUrl = 'https://api.openai.com/v1';
const cloudConcurrency = 4;

/** What Anthropic's client appends, as far as people copy it along. */
const anthropicEndpoint = /\/v1(\/(messages|complete))?$/i;

/** Every model API: the protocols, the built-in services, and the user's rows, which replace built-in services of the same id. */
export function modelApis(userRows: readonly ServiceRow[] = []): ModelApi[] {
  const replaced = new Set(userRows.map((row) => row.id));
  const services = [...builtInServices.filter((row) => !replaced.has(row.id)), ...userRows].map(serviceApi);
  const { tesseract: localOcr, simulated: madeUp, ...overHttp } = ownApis;
  return [...Object.values(overHttp), ...services, localOcr, madeUp];
}

/** What reads a server's word of its models, with the schemas for it: not for the asking thread. */
const ollamaModels = () => import('./ollamaModels');

const ollama: ModelApi = {
  id: 'ollama',
  label: 'Ollama',
  isLocal: true,
  isSimulated: false,
  keyVariable: 'OLLAMA_API_KEY',
  baseUrlVariable: 'OLLAMA_HOST',
  defaultBaseUrl: defaultOllamaUrl,
  readAddress: readOllamaHost,
  cloudHost: ollamaCloudHost,
  defaultConcurrency: 1,
  connect: connectOllama,
  listModels: async (...asked) => (await ollamaModels()).listOllamaModels(...asked),
  describeModel: async (...asked) => (await ollamaModels()).describeOllamaModel(...asked),
  seesImages: async (...asked) => (await ollamaModels()).seesOllamaModel(...asked),
  contextLimit: async (...asked) => (await ollamaModels()).ollamaContextLimit(...asked),
  loadedWindow: async (...asked) => (await ollamaModels()).ollamaLoadedWindow(...asked),
};

const openAiSettings: OpenAiSettings = {
  label: 'OpenAI',
  defaultBaseUrl: openAiBaseUrl,
  keyVariable: 'OPENAI_API_KEY',
  isLocal: false,
  asksForUsage: true,
  isOpenAi: true,
};

const openai: ModelApi = {
  id: 'openai',
  label: 'OpenAI',
  isLocal: false,
  isSimulated: false,
  keyVariable: 'OPENAI_API_KEY',
  baseUrlVariable: 'OPENAI_BASE_URL',
  defaultBaseUrl: openAiBaseUrl,
  readAddress: readOpenAiAddress,
  defaultConcurrency: cloudConcurrency,
  priceProviderId: 'openai',
  hasLimitsPerModel: true,
  listModels: (...asked) => listOpenAiModels('OpenAI', ...asked),
  connect: (connection) => connectOpenAi(openAiSettings, connection),
  batches: { price: 0.5, protocol: { name: 'openai', settings: openAiSettings } },
};

const anthropic: ModelApi = {
  id: 'anthropic',
  label: 'Anthropic',
  isLocal: false,
  isSimulated: false,
  keyVariable: 'ANTHROPIC_API_KEY',
  baseUrlVariable: 'ANTHROPIC_BASE_URL',
  defaultBaseUrl: anthropicBaseUrl,
  readAddress: (text) => readAddress(text, anthropicEndpoint),
  defaultConcurrency: cloudConcurrency,
  priceProviderId: 'anthropic',
  hasLimitsPerModel: true,
  outputLimit: limitOf,
  listModels: listAnthropicModels,
  connect: connectAnthropic,
  batches: { price: 0.5, protocol: { name: 'anthropic' } },
};

const simulated: ModelApi = {
  id: simulatedApi,
  label: 'Simulated',
  isLocal: true,
  isSimulated: true,
  isWithoutSampling: true,
  defaultConcurrency: 1,
  names: simulatedProfiles.map((profile) => profile.name),
  connect: connectSimulated,
};

/** The language models of the VS Code that the run was started in. */
const vscode: ModelApi = {
  id: vsCodeApi,
  label: 'VS Code',
  isLocal: false,
  isSimulated: false,
  defaultConcurrency: 1,
  // Its users share a quota with all they do there, and too many requests at once have them shut out.
  isNeverWidened: true,
  connect: connectEditor,
  seesImages: () => Promise.resolve(false),
};

/** An OCR engine in this process, to hold vision models against. */
const tesseract: ModelApi = {
  id: 'tesseract',
  label: 'Tesseract',
  isLocal: true,
  isSimulated: false,
  isWithoutSampling: true,
  defaultConcurrency: 1,
  reasonNotToAsk: reasonNotToAskTesseract,
  names: tesseractLanguages,
  connect: connectTesseract,
};

const ownApis: { readonly [id in OwnApiId]: ModelApi } = { ollama, openai, anthropic, vscode, tesseract, simulated };

function serviceApi(row: ServiceRow): ModelApi {
  const isLocal = row.isLocal === true;
  const key = row.keyVariable === undefined ? {} : { keyVariable: row.keyVariable };
  const settings: OpenAiSettings = {
    label: row.label,
    defaultBaseUrl: row.baseUrl,
    ...key,
    isLocal,
    asksForUsage: row.asksForUsage !== false,
    isOpenAi: false,
    ...(row.parameterNames === undefined ? {} : { parameterNames: row.parameterNames }),
  };
  return {
    id: row.id,
    label: row.label,
    isLocal,
    isSimulated: false,
    ...key,
    baseUrlVariable: baseUrlVariableOf(row.id),
    defaultBaseUrl: row.baseUrl,
    readAddress: readOpenAiAddress,
    defaultConcurrency: row.concurrency ?? (isLocal ? 1 : cloudConcurrency),
    ...(row.hasLimitsPerModel ? { hasLimitsPerModel: true } : {}),
    ...(row.priceProviderId === undefined ? {} : { priceProviderId: row.priceProviderId }),
    listModels: (...asked) => listOpenAiModels(row.label, ...asked),
    connect: (connection) => connectOpenAi(settings, connection),
    ...(row.batchPrice === undefined ? whyNoBatches(row) : { batches: batchesOf(row, row.batchPrice, settings) }),
  };
}

function whyNoBatches({ id, label, otherBatches }: ServiceRow): Pick<ModelApi, 'whyNoBatches'> {
  if (otherBatches) {
    const { form, documentedAt } = otherBatches;
    return { whyNoBatches: `${label} ${form} (${documentedAt}), which is not spoken here.` };
  }
  if (builtInServices.some((row) => row.id === id)) return {};
  const how = 'say what they cost in its "batchPrice" ("batch_price" in the project file)';
  return {
    whyNoBatches: `${label} is a service of your own: where it takes batches as OpenAI does, ${how}.`,
  };
}

function batchesOf(row: ServiceRow, price: number, settings: OpenAiSettings): NonNullable<ModelApi['batches']> {
  const { batchProtocol: name = 'openai', batchLimits: limits } = row;
  return { price, protocol: { name, settings, ...(limits ? { limits } : {}) } };
}

/** The model API of an id. Throws an error that names the known ones: benchmarks are checked for this before they run. */
export function findModelApi(apis: readonly ModelApi[], id: string): ModelApi {
  const found = apis.find((api) => api.id === id);
  if (!found) throw new Error(`There is no model API "${id}". Known: ${apis.map((api) => api.id).join(', ')}.`);
  return found;
}

/**
 * What a run says of a model that is asked through `connection`; without one, of a model that was asked elsewhere. A model of an unknown API (an
 * old report's) keeps the id as its label.
 */
export function modelInfo(model: ModelId, apis: readonly ModelApi[], connection: Connection = {}): ModelInfo {
  const api = apis.find((one) => one.id === model.provider);
  return {
    ...model,
    providerLabel: api?.label ?? model.provider,
    isLocal: api !== undefined && isLocalModel(api, connection, model),
    isSimulated: api?.isSimulated ?? false,
  };
}
