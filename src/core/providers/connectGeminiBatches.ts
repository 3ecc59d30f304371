// Gemini's own batches: a file of requests is uploaded, a batch is made of it for one model, and its results are a file again. The batches of its imitation
// of OpenAI's protocol are not taken: nothing is written of how they are listed, marked or cancelled. Not for the asking thread.

import * as z from 'zod';
import type { BatchEnd, BatchPhase } from '../../shared/run/batches';
import { isMap } from '../../shared/text/isMap';
import { allPages } from './allPages';
import { keyProblem, type CallTarget } from './apiFailure';
import { callItems, callJson, readItem } from './batchCalls';
import type { BatchReport, BatchService, FoundBatch, ItemOutcome, PlannedBatch, ServiceBatches } from './batchService';
import { failureIn } from './failedAnswer';
import { GeminiCalls } from './geminiCalls';
import { geminiReading } from './geminiReading';
import { firstGeminiWay, geminiRequest, geminiWayAfter, geminiWaySchema } from './geminiRequest';
import { openAiClient, openAiTarget } from './openaiClient';
import type { Connection } from './provider';
import { expiryAt, failureWords, resultFiles, saidCount, saidId, saidText } from './saidOfBatches';

const output = z.looseObject({ responsesFile: saidText }).nullish().catch(null);

const operationSchema = z.looseObject({
  name: saidId,
  metadata: z
    .looseObject({
      displayName: saidText,
      state: saidText,
      createTime: saidText,
      batchStats: z
        .looseObject({ successfulRequestCount: saidCount, failedRequestCount: saidCount })
        .nullish()
        .catch(null),
      inputConfig: z.looseObject({ fileName: saidText }).nullish().catch(null),
      output,
    })
    .nullish(),
  error: z.looseObject({ message: saidText }).nullish().catch(null),
  response: output,
});

type Operation = z.infer<typeof operationSchema>;

const pageSchema = z.looseObject({
  operations: z.array(operationSchema).nullish(),
  nextPageToken: saidText,
});

const phases: ReadonlyMap<string, BatchPhase> = new Map([
  ['PENDING', 'validating'],
  ['RUNNING', 'running'],
]);
const ends: ReadonlyMap<string, BatchEnd> = new Map([
  ['SUCCEEDED', 'completed'],
  ['FAILED', 'failed'],
  ['CANCELLED', 'cancelled'],
  ['EXPIRED', 'expired'],
]);

/** After this a batch expires, ms. */
const lifeMs = 48 * 3_600_000;

/** Loads the SDK, which builds the requests, and makes the adapter. */
export async function connectGeminiBatches(
  { settings, limits }: ServiceBatches,
  connection: Connection,
): Promise<BatchService> {
  const target = openAiTarget('batches', settings, connection);
  const problem = keyProblem(target);
  if (problem) throw problem;
  const client = await openAiClient(settings, connection);
  const calls = new GeminiCalls(client, target, connection, connection.baseUrl ?? settings.defaultBaseUrl);
  const chatNames = settings.parameterNames ?? {};
  const wayIn = (text: string | undefined): z.infer<typeof geminiWaySchema> => {
    const way = text === undefined ? undefined : geminiWaySchema.safeParse(JSON.parse(text)).data;
    return way ?? firstGeminiWay;
  };

  return {
    // There is no limit of number, and one of 2 GB, which would be held in memory here.
    limits: { requests: Infinity, bytes: 200_000_000, ...limits },
    entryOf(request, customId, kept) {
      const { body, parameters, refused } = geminiRequest(request, wayIn(kept), chatNames);
      return {
        text: JSON.stringify({ key: customId, request: body }),
        sent: {
          url: calls.addressOf(pathOfModel(request.model.name)),
          parameters,
          ...(refused.length > 0 ? { refused } : {}),
        },
      };
    },
    wayAfter(request, error, kept) {
      const failure = failureIn(error);
      const next = failure ? geminiWayAfter(request, wayIn(kept), failure, chatNames) : null;
      return next && JSON.stringify(next);
    },
    async submit(entries, batch, { signal, creation, begins }) {
      const name = fileNameOf(batch);
      const fileName = (await calls.find(name, signal)) ?? (await calls.upload(name, entries, signal));
      const body = JSON.stringify({ batch: { displayName: markOf(batch), inputConfig: { fileName } } });
      const built = await calls.post(pathOfModel(batch.model));
      await begins();
      return (await callJson({ built, body }, operationSchema, target, creation)).name;
    },
    async find(batch, known, signal) {
      for await (const { name, metadata } of all(signal)) {
        const isOurs = metadata?.displayName === markOf(batch) || metadata?.inputConfig?.fileName === fileNameOf(batch);
        if (!known.has(name) && isOurs) return { kind: 'found', id: name };
      }
      return { kind: 'none' } satisfies FoundBatch;
    },
    look: async (id, signal) =>
      reportOf(await callJson({ built: await calls.get(pathOf(id)) }, operationSchema, target, signal), target),
    async cancel(id, signal) {
      await callJson(
        { built: await calls.post(`${pathOf(id)}:cancel`), body: '{}' },
        z.looseObject({}),
        target,
        signal,
      );
    },
    async *items(_id, ended, signal) {
      for (const file of resultFiles(ended, target))
        yield* callItems({ built: await calls.download(file) }, itemOf, target, signal, 'key');
    },
    read: (answer, request, listener) =>
      readItem(answer, { ...target, hasImages: request.images.length > 0 }, listener, geminiReading),
  };

  /** Every batch of the account, in no order that anybody promises. */
  function all(signal: AbortSignal): AsyncGenerator<Operation> {
    return allPages(
      ({ name }) => name,
      async (pageToken) => {
        const built = await calls.get('/batches', { pageSize: '100', ...(pageToken ? { pageToken } : {}) });
        const page = await callJson({ built }, pageSchema, target, signal);
        return { entries: page.operations ?? [], next: page.nextPageToken || undefined };
      },
    );
  }
}

function markOf({ key }: PlannedBatch): string {
  return `iso-speed-bench-${key}`;
}

/** A name of ours, so that nothing is uploaded twice. */
function fileNameOf(batch: PlannedBatch): string {
  return `files/${markOf(batch)}`;
}

function pathOfModel(name: string): string {
  return `/models/${encodeURIComponent(name.replace(/^models\//, ''))}:batchGenerateContent`;
}

/** `id`: `batches/ID`, as the API has it. */
function pathOf(id: string): string {
  return `/batches/${encodeURIComponent(id.replace(/^batches\//, ''))}`;
}

function reportOf({ metadata, error, response }: Operation, target: CallTarget): BatchReport {
  const { state, createTime, batchStats } = metadata ?? {};
  const known = {
    answered: batchStats?.successfulRequestCount ?? null,
    failed: batchStats?.failedRequestCount ?? null,
    ...expiryAt(Date.parse(createTime ?? '') + lifeMs),
  };
  const word = (state ?? '').replace(/^(BATCH|JOB)_STATE_/, '');
  const end = ends.get(word);
  // A state that is still to be invented is no end.
  if (end === undefined) return { ...known, phase: phases.get(word) ?? 'running', end: null };
  const file = response?.responsesFile ?? metadata?.output?.responsesFile;
  const message = end === 'failed' ? failureWords(target, error?.message ?? '') : {};
  return { ...known, phase: null, end, ...message, files: file ? [file] : [] };
}

function itemOf({ response, error, status }: { [name: string]: unknown }): ItemOutcome {
  if (isMap(response)) return { kind: 'answer', status: 200, body: JSON.stringify(response) };
  const failure = isMap(error) ? error : isMap(status) ? status : null;
  if (failure === null) return { kind: 'batchFailed', message: 'its result has neither an answer nor an error' };
  const code = typeof failure.code === 'number' ? failure.code : 0;
  if (code === 1) return { kind: 'batchCancelled', message: 'the batch was cancelled before it came to this request' };
  return {
    kind: 'answer',
    status: httpStatus[code] ?? (code >= 400 && code < 600 ? code : 500),
    body: JSON.stringify({ error: failure }),
  };
}

/** What Google's own numbers of errors are in HTTP (google.rpc.Code). */
const httpStatus: { readonly [code: number]: number } = {
  3: 400,
  4: 504,
  5: 404,
  6: 409,
  7: 403,
  8: 429,
  9: 400,
  10: 409,
  11: 400,
  12: 501,
  13: 500,
  14: 503,
  15: 500,
  16: 401,
};
