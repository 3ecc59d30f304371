// Mistral's batch jobs: a file of requests is uploaded, a job is made of it for one model, and its results are files again. Not for the asking thread.

import * as z from 'zod';
import type { BatchEnd, BatchPhase } from '../../shared/run/batches';
import { allPages } from './allPages';
import type { CallTarget } from './apiFailure';
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
import { expiryAt, failureWords, resultFiles, saidCount, saidId, saidSeconds, saidText } from './saidOfBatches';

const jobSchema = z.looseObject({
  id: saidId,
  status: z.string(),
  created_at: saidSeconds,
  input_files: z.array(z.string()).nullish().catch(null),
  output_file: saidText,
  error_file: saidText,
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  succeeded_requests: saidCount,
  failed_requests: saidCount,
  errors: z
    .array(z.looseObject({ message: z.string(), count: saidCount }))
    .nullish()
    .catch(null),
});

type SaidJob = z.infer<typeof jobSchema>;

/** A page that has nothing more has no list either. */
const pageOf = <Entry extends z.ZodType>(entry: Entry) => z.looseObject({ data: z.array(entry).nullish() });
const jobPage = pageOf(jobSchema);
const filePage = pageOf(batchFileSchema);

const phases: ReadonlyMap<string, BatchPhase> = new Map([
  ['QUEUED', 'validating'],
  ['RUNNING', 'running'],
  ['CANCELLATION_REQUESTED', 'cancelling'],
]);
const ends: ReadonlyMap<string, BatchEnd> = new Map([
  ['SUCCESS', 'completed'],
  ['FAILED', 'failed'],
  ['TIMEOUT_EXCEEDED', 'expired'],
  ['CANCELLED', 'cancelled'],
]);

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
    async submit(texts, batch, { signal, creation, begins }) {
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
      return (await callJson(call, jobSchema, target, creation)).id;
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
    look: async (id, signal) =>
      reportOf(await callJson({ built: await get(pathOf(id)) }, jobSchema, target, signal), target),
    async cancel(id, signal) {
      await callJson({ built: await post(`${pathOf(id)}/cancel`), body: '{}' }, jobSchema, target, signal);
    },
    async *items(_id, ended, signal) {
      for (const file of resultFiles(ended, target))
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

  function allOf<Entry extends { id: string }>(
    path: string,
    query: { [name: string]: string },
    schema: z.ZodType<{ data?: Entry[] | null | undefined }>,
    signal: AbortSignal,
  ): AsyncGenerator<Entry> {
    return allPages(
      ({ id }) => id,
      async (page = '0') => {
        const built = await get(path, { ...query, page, page_size: String(pageSize) });
        const entries = (await callJson({ built }, schema, target, signal)).data ?? [];
        return { entries, next: entries.length < pageSize ? undefined : String(Number(page) + 1) };
      },
    );
  }
}

function pathOf(id: string): string {
  return `/batch/jobs/${encodeURIComponent(id)}`;
}

function reportOf(job: SaidJob, target: CallTarget): BatchReport {
  const { status, created_at: createdAt, output_file: output, error_file: errors } = job;
  const known = {
    answered: job.succeeded_requests ?? null,
    failed: job.failed_requests ?? null,
    ...(typeof createdAt === 'number' ? expiryAt((createdAt + timeoutHours * 3600) * 1000) : {}),
  };
  const end = ends.get(status);
  // A status that is still to be invented is no end.
  if (end === undefined) return { ...known, phase: phases.get(status) ?? 'running', end: null };
  const files = [output, errors].filter((file): file is string => typeof file === 'string' && file !== '');
  const [first, ...others] = job.errors ?? [];
  const message = first === undefined ? {} : failureWords(target, first.message, others.length, first.count ?? 1);
  return { ...known, phase: null, end, ...message, files };
}
