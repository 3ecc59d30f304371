// Batches of OpenAI's protocol: a file of requests is uploaded, a batch is made of it, and its results are files again. Not for the asking thread.

import type { OpenAI } from 'openai';
import * as z from 'zod';
import type { BatchEnd, BatchPhase } from '../../shared/run/batches';
import { parameterNames } from '../../shared/run/parameters';
import { isMap } from '../../shared/text/isMap';
import { callItems, callJson, readItem } from './batchCalls';
import type {
  BatchLimits,
  BatchProtocol,
  BatchReport,
  BatchService,
  FoundBatch,
  ItemOutcome,
  PlannedBatch,
} from './batchService';
import { keyProblem, recordedUrl } from './apiFailure';
import { chatReading } from './chatReading';
import { failureIn } from './failedAnswer';
import { openAiBody } from './openaiBody';
import { openAiClient, openAiTarget } from './openaiClient';
import { refusedIn, wayAfter, type OpenAiWay } from './openaiWays';
import { builtRequest, type BuiltRequest } from './postQuestion';
import type { Connection } from './provider';
import { responsesReading } from './responsesReading';

const count = z.number().int().nonnegative();
const seconds = z.number().nullish();

const batchSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  created_at: seconds,
  expires_at: seconds,
  input_file_id: z.string().nullish(),
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  request_counts: z.looseObject({ completed: count.nullish(), failed: count.nullish() }).nullish(),
  errors: z.unknown(),
});

type SaidBatch = z.infer<typeof batchSchema>;

const fileSchema = z.looseObject({
  id: z.string().min(1),
  filename: z.string().nullish(),
  bytes: z.number().nullish(),
});
const pageOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.looseObject({ data: z.array(entry), has_more: z.boolean().nullish() });
const batchPage = pageOf(batchSchema);
const filePage = pageOf(fileSchema);

const waySchema = z.object({
  endpoint: z.enum(['chat/completions', 'responses']),
  isStreamed: z.literal(false),
  asksForUsage: z.literal(false),
  limitName: z.enum(['max_tokens', 'max_completion_tokens']),
  asksForFormat: z.boolean(),
  leftOut: z.array(z.enum(parameterNames)),
}) satisfies z.ZodType<OpenAiWay>;

const phases: { readonly [status: string]: BatchPhase } = {
  validating: 'validating',
  in_progress: 'running',
  finalizing: 'finalizing',
  cancelling: 'cancelling',
};
const ends: { readonly [status: string]: BatchEnd } = {
  completed: 'completed',
  expired: 'expired',
  cancelled: 'cancelled',
  failed: 'failed',
};

/** A batch is told by it where an answer was lost. */
const keyName = 'iso_speed_bench_key';
/** By how much the clocks of this machine and of the service may differ, ms. */
const clockDifference = 86_400_000;

/** OpenAI's own. */
const usualLimits: BatchLimits = { requests: 50_000, bytes: 200_000_000 };

/** Loads the SDK and makes the adapter for one service. */
export async function connectOpenAiBatches(
  { settings, limits }: BatchProtocol & { name: 'openai' },
  connection: Connection,
): Promise<BatchService> {
  const client = await openAiClient(settings, connection);
  const target = openAiTarget('batches', settings, connection);
  const problem = keyProblem(target);
  if (problem) throw problem;
  const firstWay: OpenAiWay = {
    endpoint: 'chat/completions',
    isStreamed: false,
    asksForUsage: false,
    limitName: settings.isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    asksForFormat: true,
    leftOut: [],
  };
  const wayIn = (text: string | undefined): OpenAiWay => {
    const way = text === undefined ? undefined : waySchema.safeParse(JSON.parse(text)).data;
    return way ?? firstWay;
  };
  const get = (path: string, query: { [name: string]: string } = {}): Promise<BuiltRequest> =>
    client.buildRequest({ method: 'get', path, query }).then(builtRequest);
  const post = (path: string): Promise<BuiltRequest> =>
    client.buildRequest({ method: 'post', path, body: {} }).then(builtRequest);

  const service: BatchService = {
    limits: { ...usualLimits, ...limits },
    entryOf(request, customId, kept) {
      const way = wayIn(kept);
      const { parameters, body, unsaid } = openAiBody(way, request, settings);
      const { stream: _stream, ...unstreamed } = body;
      const { stream: _said, ...said } = parameters;
      const isFormatRefused = request.answerSchema !== undefined && !way.asksForFormat;
      const refused = [...refusedIn(firstWay, way), ...(isFormatRefused ? ['response_format'] : []), ...unsaid];
      return {
        text: JSON.stringify({ custom_id: customId, method: 'POST', url: `/v1/${way.endpoint}`, body: unstreamed }),
        sent: {
          url: recordedUrl(openAiTarget(way.endpoint, settings, connection).url),
          parameters: said,
          ...(refused.length > 0 ? { refused } : {}),
        },
      };
    },
    wayAfter(request, error, kept) {
      const way = wayIn(kept);
      const failure = failureIn(error);
      const next = failure ? wayAfter(way, failure, openAiBody(way, request, settings).said) : null;
      return next && JSON.stringify(next);
    },
    async submit(entries, batch, signal) {
      const file = (await uploaded(batch, signal)) ?? (await upload(client, target, entries, batch, signal));
      const metadata = {
        iso_speed_bench_run: batch.runId.slice(0, 512),
        iso_speed_bench_batch: String(batch.batch),
        [keyName]: batch.key,
      };
      const endpoint = `/v1/${wayIn(batch.way).endpoint}`;
      const body = JSON.stringify({ input_file_id: file, endpoint, completion_window: '24h', metadata });
      return (await callJson({ built: await post('/batches'), body }, batchSchema, target, signal)).id;
    },
    async find(batch, known, signal) {
      const file = await uploaded(batch, signal);
      const from = batch.plannedAt.getTime() - clockDifference;
      for await (const one of allOf((query) => get('/batches', query), batchPage, signal)) {
        if (known.has(one.id)) continue;
        if (one.metadata?.[keyName] === batch.key || (file !== null && one.input_file_id === file))
          return { kind: 'found', id: one.id };
        if (typeof one.created_at === 'number' && one.created_at * 1000 < from) break;
      }
      return { kind: 'none' } satisfies FoundBatch;
    },
    look: async (id, signal) =>
      reportOf(await callJson({ built: await get(`/batches/${encodeURIComponent(id)}`) }, batchSchema, target, signal)),
    async cancel(id, signal) {
      const built = await post(`/batches/${encodeURIComponent(id)}/cancel`);
      await callJson({ built, body: '{}' }, batchSchema, target, signal);
    },
    async *items(_id, files, signal) {
      for (const file of files)
        yield* callItems({ built: await get(`/files/${encodeURIComponent(file)}/content`) }, itemOf, target, signal);
    },
    read: (answer, request, listener) =>
      readItem(
        answer,
        { ...target, hasImages: request.images.length > 0 },
        listener,
        /^\s*\{[^{]*"object"\s*:\s*"response"/.test(answer.body) ? responsesReading : chatReading,
      ),
  };
  return service;

  /** The file of a batch that was uploaded before: its answer was lost, or the run was stopped after it. Null where the service has none, or lists none. */
  async function uploaded(batch: PlannedBatch, signal: AbortSignal): Promise<string | null> {
    try {
      for await (const file of allOf((query) => get('/files', { ...query, purpose: 'batch' }), filePage, signal))
        if (file.filename === fileNameOf(batch)) return file.id;
    } catch (error) {
      signal.throwIfAborted();
      const status = failureIn(error)?.status;
      if (status !== 404 && status !== 405 && status !== 501) throw error;
    }
    return null;
  }

  /** Every entry of a list, the newest first, a page at a time. */
  async function* allOf<Entry extends { id: string }>(
    page: (query: { [name: string]: string }) => Promise<BuiltRequest>,
    schema: z.ZodType<{ data: Entry[]; has_more?: boolean | null | undefined }>,
    signal: AbortSignal,
  ): AsyncGenerator<Entry> {
    let after: string | undefined;
    for (;;) {
      const query = { limit: '100', ...(after === undefined ? {} : { after }) };
      const { data, has_more: hasMore } = await callJson({ built: await page(query) }, schema, target, signal);
      yield* data;
      const last = data.at(-1)?.id;
      if (!hasMore || last === undefined || last === after) return;
      after = last;
    }
  }
}

function fileNameOf({ key }: PlannedBatch): string {
  return `iso-speed-bench-${key}.jsonl`;
}

async function upload(
  client: OpenAI,
  target: ReturnType<typeof openAiTarget>,
  entries: readonly string[],
  batch: PlannedBatch,
  signal: AbortSignal,
): Promise<string> {
  const boundary = `iso-speed-bench-${crypto.randomUUID()}`;
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  const built = await client.buildRequest({ method: 'post', path: '/files', headers, body: new Uint8Array() });
  const part = (head: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(part('name="purpose"') + 'batch\r\n'),
    Buffer.from(part(`name="file"; filename="${fileNameOf(batch)}"\r\nContent-Type: application/jsonl`)),
    ...entries.map((entry) => Buffer.from(`${entry}\n`)),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return (await callJson({ built: builtRequest(built), body }, fileSchema, target, signal)).id;
}

function reportOf(batch: SaidBatch): BatchReport {
  const {
    status,
    request_counts: counts,
    expires_at: expiresAt,
    output_file_id: output,
    error_file_id: errors,
  } = batch;
  const known = {
    answered: counts?.completed ?? null,
    failed: counts?.failed ?? null,
    ...(typeof expiresAt === 'number' ? { expiresAt: new Date(expiresAt * 1000).toISOString() } : {}),
  };
  const end = ends[status];
  // A status that is still to be invented is no end.
  if (end === undefined) return { ...known, phase: phases[status] ?? 'running', end: null };
  const message = failureText(batch.errors);
  const files = [output, errors].filter((file): file is string => typeof file === 'string' && file !== '');
  return { ...known, phase: null, end, ...(message === '' ? {} : { message }), files };
}

/** What was found wrong at validation: `Line 3: The model "x" does not exist. (and 41 more)`. */
function failureText(errors: unknown): string {
  const list: unknown[] = isMap(errors) && Array.isArray(errors.data) ? errors.data : [];
  const [first, ...others] = list.filter(isMap).map(({ line, message, code }) => {
    const said = typeof message === 'string' && message !== '' ? message : String(code ?? 'no message');
    return typeof line === 'number' ? `Line ${line}: ${said}` : said;
  });
  if (first === undefined) return '';
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

function itemOf({ response, error }: { [name: string]: unknown }): ItemOutcome {
  if (isMap(response) && response.body !== undefined && response.body !== null) {
    const { status_code: status } = response;
    return { kind: 'answer', status: typeof status === 'number' ? status : 200, body: JSON.stringify(response.body) };
  }
  const { code, message } = isMap(error) ? error : { code: undefined, message: undefined };
  const words = typeof message === 'string' && message !== '' ? message : String(code ?? 'it says nothing of why');
  return { kind: kindOf(String(code)), message: words };
}

function kindOf(code: string): Exclude<ItemOutcome['kind'], 'answer'> {
  if (/expired/i.test(code)) return 'batchExpired';
  return /cancel/i.test(code) ? 'batchCancelled' : 'batchFailed';
}
