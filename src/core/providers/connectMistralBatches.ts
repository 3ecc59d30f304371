// Mistral's batch jobs: a file of requests is uploaded, a job is made of it for one model, and its results are files again. Not for the asking thread.

import * as z from 'zod';
import type { BatchEnd, BatchPhase } from '../../shared/run/batches';
import { callItems, callJson } from './batchCalls';
import { batchFileSchema, fileNameOf, isMarked, itemOf, marksOf, uploadBatchFile } from './batchFiles';
import {
  clockDifference,
  type BatchReport,
  type BatchService,
  type FoundBatch,
  type PlannedBatch,
  type ServiceBatches,
} from './batchService';
import { openAiCalls } from './openaiCalls';
import { openAiEntries } from './openaiEntries';
import type { Connection } from './provider';

const count = z.number().int().nonnegative();

const jobSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  created_at: z.number().nullish(),
  input_files: z.array(z.string()).nullish(),
  output_file: z.string().nullish(),
  error_file: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  succeeded_requests: count.nullish(),
  failed_requests: count.nullish(),
  errors: z.array(z.looseObject({ message: z.string(), count: count.nullish() })).nullish(),
});

type SaidJob = z.infer<typeof jobSchema>;

/** A page that has nothing more has no list either. */
const pageOf = <Entry extends z.ZodType>(entry: Entry) => z.looseObject({ data: z.array(entry).nullish() });
const jobPage = pageOf(jobSchema);
const filePage = pageOf(batchFileSchema);

const phases: { readonly [status: string]: BatchPhase } = {
  QUEUED: 'validating',
  RUNNING: 'running',
  CANCELLATION_REQUESTED: 'cancelling',
};
const ends: { readonly [status: string]: BatchEnd } = {
  SUCCESS: 'completed',
  FAILED: 'failed',
  TIMEOUT_EXCEEDED: 'expired',
  CANCELLED: 'cancelled',
};

/** After this a job ends with what it has. */
const timeoutHours = 24;
const pageSize = 100;

/** Loads the SDK and makes the adapter. */
export async function connectMistralBatches(
  { settings, limits }: ServiceBatches,
  connection: Connection,
): Promise<BatchService> {
  const { client, target, get, post } = await openAiCalls('batch/jobs', settings, connection);
  const entries = openAiEntries(settings, connection);

  return {
    // A million requests, and a file of 512 MB, which would be held in memory here.
    limits: { requests: 1_000_000, bytes: 200_000_000, ...limits },
    entryOf(request, customId, kept) {
      const { body, sent } = entries.bodyOf(request, kept);
      return { text: JSON.stringify({ custom_id: customId, body }), sent };
    },
    wayAfter: entries.wayAfter,
    read: entries.read,
    async submit(texts, batch, { signal, begins }) {
      const file = (await uploaded(batch, signal)) ?? (await uploadBatchFile(client, target, texts, batch, signal));
      const asked = {
        input_files: [file],
        endpoint: entries.endpointOf(batch.way),
        model: batch.model,
        metadata: marksOf(batch),
        timeout_hours: timeoutHours,
      };
      const call = { built: await post('/batch/jobs'), body: JSON.stringify(asked) };
      await begins();
      return (await callJson(call, jobSchema, target, signal)).id;
    },
    async find(batch, known, signal) {
      const file = await uploaded(batch, signal);
      const since = new Date(batch.plannedAt.getTime() - clockDifference).toISOString();
      const query = { order_by: '-created', created_after: since };
      for await (const job of allOf('/batch/jobs', query, jobPage, signal))
        if (!known.has(job.id) && (isMarked(job.metadata, batch) || (file !== null && job.input_files?.includes(file))))
          return { kind: 'found', id: job.id };
      return { kind: 'none' } satisfies FoundBatch;
    },
    look: async (id, signal) => reportOf(await callJson({ built: await get(pathOf(id)) }, jobSchema, target, signal)),
    async cancel(id, signal) {
      await callJson({ built: await post(`${pathOf(id)}/cancel`), body: '{}' }, jobSchema, target, signal);
    },
    async *items(_id, files, signal) {
      for (const file of files)
        yield* callItems({ built: await get(`/files/${encodeURIComponent(file)}/content`) }, itemOf, target, signal);
    },
  };

  /** The file of a batch that was uploaded before; null where there is none. */
  async function uploaded(batch: PlannedBatch, signal: AbortSignal): Promise<string | null> {
    const query = { purpose: 'batch', search: fileNameOf(batch) };
    for await (const file of allOf('/files', query, filePage, signal))
      if (file.filename === fileNameOf(batch)) return file.id;
    return null;
  }

  /** Every entry of a list, a page at a time. */
  async function* allOf<Entry>(
    path: string,
    query: { [name: string]: string },
    schema: z.ZodType<{ data?: Entry[] | null | undefined }>,
    signal: AbortSignal,
  ): AsyncGenerator<Entry> {
    for (let page = 0; ; page++) {
      const built = await get(path, { ...query, page: String(page), page_size: String(pageSize) });
      const { data } = await callJson({ built }, schema, target, signal);
      yield* data ?? [];
      if ((data ?? []).length < pageSize) return;
    }
  }
}

function pathOf(id: string): string {
  return `/batch/jobs/${encodeURIComponent(id)}`;
}

function reportOf(job: SaidJob): BatchReport {
  const { status, created_at: createdAt, output_file: output, error_file: errors } = job;
  const known = {
    answered: job.succeeded_requests ?? null,
    failed: job.failed_requests ?? null,
    ...(typeof createdAt === 'number'
      ? { expiresAt: new Date((createdAt + timeoutHours * 3600) * 1000).toISOString() }
      : {}),
  };
  const end = ends[status];
  // A status that is still to be invented is no end.
  if (end === undefined) return { ...known, phase: phases[status] ?? 'running', end: null };
  const files = [output, errors].filter((file): file is string => typeof file === 'string' && file !== '');
  const message = failureText(job.errors ?? []);
  return { ...known, phase: null, end, ...(message === '' ? {} : { message }), files };
}

/** `model not found (5 times; and 2 other errors)`. */
function failureText([first, ...others]: NonNullable<SaidJob['errors']>): string {
  if (first === undefined) return '';
  const more = [
    ...((first.count ?? 1) > 1 ? [`${first.count} times`] : []),
    ...(others.length > 0 ? [`and ${others.length} more`] : []),
  ];
  return more.length === 0 ? first.message : `${first.message} (${more.join('; ')})`;
}
