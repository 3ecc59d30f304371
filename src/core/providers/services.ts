// The OpenAI-compatible services: one row each, built in or added by the user in settings. A row is plain JSON.
// To add a service, add a row; no code changes anywhere else.

import { readAddress, type ReadAddress } from './address';
import type { ServiceBatchProtocol } from './batchService';
import type { WireNames } from './sayParameters';

/** One OpenAI-compatible service. */
export interface ServiceRow {
  /** The id in `id~model`: lower-case letters, digits and dashes. */
  id: string;
  /** For people. */
  label: string;
  /** Where `/chat/completions` is appended to. The environment variable `<ID>_BASE_URL` moves it. */
  baseUrl: string;
  /** Environment variable of the key; absent when none is needed. For a local service the key is optional. */
  keyVariable?: string;
  /** True for a server on this machine or network, which charges nothing per token. */
  isLocal?: boolean;
  /** Requests in flight at once unless the user says otherwise; 1 for a local service, else 4. */
  concurrency?: number;
  /** True where the vendor documents its limits for each model by itself: a 429 of one model holds up none of the others. */
  hasLimitsPerModel?: boolean;
  /** Id that genai-prices knows the service by; without it the base URL is looked up. */
  priceProviderId?: string;
  /** False for a service that reports token counts unasked and refuses to be asked with `stream_options`. */
  asksForUsage?: boolean;
  /** Where the service calls a parameter otherwise than OpenAI's protocol: its field, with dots for one inside of another; null where it has no word for it. */
  parameterNames?: WireNames;
  /** Present where the service takes batches: what they cost of the usual price, 0.5 is half. */
  batchPrice?: number;
  /** Of a service whose batches have a form of their own, which is not spoken here: what that is, and where the vendor documents it. */
  otherBatches?: { form: string; documentedAt: string };
  /** How they are spoken of; `openai` (`/files`, `/batches`) when missing. */
  batchProtocol?: ServiceBatchProtocol;
  /** The most of one batch, where that is other than its protocol has: with OpenAI's 50,000 requests and 200,000,000 bytes. */
  batchLimits?: { requests?: number; bytes?: number };
  /** Needed in a user's row that means to replace the built-in service of the same id. */
  overrides?: boolean;
}

/** Base URLs and key variables as the vendors document them. */
export const builtInServices: readonly ServiceRow[] = [
  {
    id: 'deepseek',
    label: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    keyVariable: 'DEEPSEEK_API_KEY',
    priceProviderId: 'deepseek',
    parameterNames: { top_k: null, min_p: null, seed: null },
  },
  {
    id: 'gemini',
    label: 'Google Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyVariable: 'GEMINI_API_KEY',
    priceProviderId: 'google',
    hasLimitsPerModel: true,
    batchPrice: 0.5,
    batchProtocol: 'gemini',
    parameterNames: { top_k: null, min_p: null },
  },
  {
    id: 'fireworks',
    label: 'Fireworks AI',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    keyVariable: 'FIREWORKS_API_KEY',
    priceProviderId: 'fireworks',
    otherBatches: {
      form: 'makes batch jobs of data sets',
      documentedAt: 'https://docs.fireworks.ai/guides/batch-inference',
    },
  },
  {
    id: 'groq',
    label: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    keyVariable: 'GROQ_API_KEY',
    priceProviderId: 'groq',
    hasLimitsPerModel: true,
    batchPrice: 0.5,
    parameterNames: { top_k: null, min_p: null },
  },
  {
    id: 'openrouter',
    label: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    keyVariable: 'OPENROUTER_API_KEY',
    priceProviderId: 'openrouter',
    parameterNames: { effort: 'reasoning.effort' },
  },
  {
    id: 'mistral',
    label: 'Mistral AI',
    baseUrl: 'https://api.mistral.ai/v1',
    keyVariable: 'MISTRAL_API_KEY',
    priceProviderId: 'mistral',
    asksForUsage: false,
    batchPrice: 0.5,
    batchProtocol: 'mistral',
    parameterNames: { seed: 'random_seed', top_k: null, min_p: null },
  },
  {
    id: 'xai',
    label: 'xAI',
    baseUrl: 'https://api.x.ai/v1',
    keyVariable: 'XAI_API_KEY',
    priceProviderId: 'x-ai',
    hasLimitsPerModel: true,
    parameterNames: { top_k: null, min_p: null },
  },
  {
    id: 'together',
    label: 'Together AI',
    baseUrl: 'https://api.together.ai/v1',
    keyVariable: 'TOGETHER_API_KEY',
    priceProviderId: 'together',
    otherBatches: {
      form: 'takes batches in other files than OpenAI',
      documentedAt: 'https://docs.together.ai/docs/inference/batch/tutorial',
    },
  },
  {
    id: 'lmstudio',
    label: 'LM Studio',
    baseUrl: 'http://127.0.0.1:1234/v1',
    keyVariable: 'LM_API_TOKEN',
    isLocal: true,
    parameterNames: { min_p: null },
  },
  { id: 'vllm', label: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1', keyVariable: 'VLLM_API_KEY', isLocal: true },
];

/** Model APIs with an adapter of their own; `modelApis.ts` has each of them. No row may take their ids. */
export const ownApiIds = ['ollama', 'openai', 'anthropic', 'vscode', 'tesseract', 'simulated'] as const;

export type OwnApiId = (typeof ownApiIds)[number];

/** The variable that moves a service: `MY_SERVICE_BASE_URL` moves `my-service`. */
export function baseUrlVariableOf(id: string): string {
  return `${id.toUpperCase().replaceAll('-', '_')}_BASE_URL`;
}

/** What clients append to an OpenAI-compatible base URL, as far as people copy it along. */
const endpoint = /\/(chat\/completions|completions|responses|models)$/i;

/** Reads the base URL of an OpenAI-compatible service. */
export function readOpenAiAddress(text: string): ReadAddress {
  return readAddress(text, endpoint);
}
