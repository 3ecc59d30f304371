// The model APIs that take batches, as the tests of runs in batches need to know them: their servers, and what is theirs alone.

import type { BatchServerOptions } from '../../../servers/batchBehavior';
import { startAnthropicBatchServer } from '../../../servers/startAnthropicBatchServer';
import { startGeminiBatchServer } from '../../../servers/startGeminiBatchServer';
import { startMistralBatchServer } from '../../../servers/startMistralBatchServer';
import { startOpenAiBatchServer, type OpenAiBatchServerOptions } from '../../../servers/startOpenAiBatchServer';
import type { TestServer } from '../../../servers/testServer';

export const apis = ['openai', 'anthropic', 'mistral', 'gemini'] as const;

export type Api = (typeof apis)[number];

interface StartedBatchServer extends TestServer {
  batches: readonly { id: string }[];
  /** Custom ids of all requests that the API ever took, in the order in which they came. */
  submitted(): string[];
}

interface BatchApi {
  start(options: OpenAiBatchServerOptions): Promise<StartedBatchServer>;
  model: string;
  environment(url: string, key: string): { [name: string]: string };
  /** Of the model, USD a million tokens. */
  price: { input: number; output: number };
  /** What it calls the statuses of OpenAI's batches, where otherwise. */
  statuses: { readonly [status: string]: string };
  /** A batch that was cancelled or has expired has nothing of what was answered. */
  losesWhatWasDone?: true;
  /** The calls that submit. */
  submissions: readonly string[];
  /** The calls that look and collect. */
  looks: readonly string[];
}

/** Of a file of requests, a line each. */
export function customIdsOf({ content }: { content: string }): string[] {
  return content
    .trim()
    .split('\n')
    .map((line) => {
      const { custom_id: id, key } = JSON.parse(line) as { custom_id?: string; key?: string };
      return id ?? key!;
    });
}

/** For those who keep the requests of a batch in a file. */
function inFiles<
  Server extends { files: { id: string; content: string }[]; batches: { id: string; inputFile: string }[] },
>(server: Server): Server & Pick<StartedBatchServer, 'submitted'> {
  const submitted = (): string[] =>
    server.batches.flatMap(({ inputFile }) => customIdsOf(server.files.find(({ id }) => id === inputFile)!));
  return { ...server, submitted };
}

const overFiles = (start: string) => ({
  submissions: ['POST /v1/files', `POST /v1/${start}`],
  looks: [`GET /v1/${start}/ID`, 'GET /v1/files/ID/content'],
});

async function startAnthropic(options: BatchServerOptions): Promise<StartedBatchServer> {
  const server = await startAnthropicBatchServer(options);
  const submitted = (): string[] =>
    server.batches.flatMap(({ requests }) => requests.map(({ custom_id }) => custom_id));
  return { ...server, submitted };
}

export const batchApis: { readonly [api in Api]: BatchApi } = {
  openai: {
    start: async (options) => inFiles(await startOpenAiBatchServer(options)),
    model: 'openai~gpt-4o',
    environment: (url, key) => ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `${url}/v1` }),
    price: { input: 2.5, output: 10 },
    statuses: {},
    ...overFiles('batches'),
  },
  anthropic: {
    start: startAnthropic,
    model: 'anthropic~claude-sonnet-4-5',
    environment: (url, key) => ({ ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url }),
    price: { input: 3, output: 15 },
    statuses: { completed: 'ended' },
    submissions: ['POST /v1/messages/batches'],
    looks: ['GET /v1/messages/batches/ID', 'GET /v1/messages/batches/ID/results'],
  },
  mistral: {
    start: async (options) => inFiles(await startMistralBatchServer(options)),
    model: 'mistral~mistral-small-latest',
    environment: (url, key) => ({ MISTRAL_API_KEY: key, MISTRAL_BASE_URL: `${url}/v1` }),
    price: { input: 0.1, output: 0.3 },
    statuses: {
      in_progress: 'RUNNING',
      completed: 'SUCCESS',
      failed: 'FAILED',
      expired: 'TIMEOUT_EXCEEDED',
      cancelled: 'CANCELLED',
    },
    ...overFiles('batch/jobs'),
  },
  gemini: {
    start: async (options) => inFiles(await startGeminiBatchServer(options)),
    model: 'gemini~gemini-2.5-flash',
    environment: (url, key) => ({ GEMINI_API_KEY: key, GEMINI_BASE_URL: `${url}/v1beta/openai` }),
    price: { input: 0.3, output: 2.5 },
    statuses: {
      in_progress: 'RUNNING',
      completed: 'SUCCEEDED',
      failed: 'FAILED',
      expired: 'EXPIRED',
      cancelled: 'CANCELLED',
    },
    losesWhatWasDone: true,
    submissions: [
      'POST /upload/v1beta/files',
      'POST /upload/v1beta/files?upload_id',
      'POST /v1beta/models/ID:batchGenerateContent',
    ],
    looks: ['GET /v1beta/batches/ID', 'GET /download/v1beta/files/ID'],
  },
};
