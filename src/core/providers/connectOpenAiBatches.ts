// Batches of OpenAI's protocol: a file of requests is uploaded, a batch is made of it, and its results are files again. Not for the asking thread.

import * as z from 'zod';
import { isBatchEnd, type BatchPhase } from '../../shared/run/batches';
import { isMap } from '../../shared/text/isMap';
import { allPages } from './allPages';
import { quoted, type CallTarget } from './apiFailure';
import { callItems, callJson } from './batchCalls';
import { batchFileSchema, fileNameOf, isMarked, itemOf, marksOf, uploadBatchFile } from './batchFiles';
import {
  isFromItsTime,
  type BatchLimits,
  type BatchReport,
  type BatchService,
  type EndedBatch,
  type PlannedBatch,
  type ServiceBatches,
} from './batchService';
import { failureIn } from './failedAnswer';
import { openAiCalls } from './openaiCalls';
import { openAiEntries } from './openaiEntries';
import type { BuiltRequest } from './postQuestion';
import type { Connection } from './provider';
import { expiryAt, failureWords, resultFiles, saidCount, saidId, saidSeconds, saidText } from './saidOfBatches';

const batchSchema = z.looseObject({
  id: saidId,
  status: z.string(),
  created_at: saidSeconds,
  expires_at: saidSeconds,
  input_file_id: saidText,
  output_file_id: saidText,
  error_file_id: saidText,
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  request_counts: z.looseObject({ completed: saidCount, failed: saidCount }).nullish().catch(null),
  errors: z.unknown(),
});

type SaidBatch = z.infer<typeof batchSchema>;

const pageOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.looseObject({ data: z.array(entry), has_more: z.boolean().nullish() });
const batchPage = pageOf(batchSchema);
const filePage = pageOf(batchFileSchema);

const phases: ReadonlyMap<string, BatchPhase> = new Map([
  ['validating', 'validating'],
  ['in_progress', 'running'],
  ['finalizing', 'finalizing'],
  ['cancelling', 'cancelling'],
]);

/** OpenAI's own. */
const usualLimits: BatchLimits = { requests: 50_000, bytes: 200_000_000 };

/** Loads the SDK and makes the adapter for one service. */
export async function connectOpenAiBatches(
  { settings, limits }: ServiceBatches,
  connection: Connection,
): Promise<BatchService> {
  const { client, target, get, post } = await openAiCalls('batches', settings, connection);
  const entries = openAiEntries(settings, connection);

  const service: BatchService = {
    limits: { ...usualLimits, ...limits },
    entryOf(request, customId, kept) {
      const { body, sent } = entries.bodyOf(request, kept);
      const url = entries.endpointOf(kept);
      return { text: JSON.stringify({ custom_id: customId, method: 'POST', url, body }), sent };
    },
    wayAfter: entries.wayAfter,
    read: entries.read,
    async submit(texts, batch, { signal, creation, begins }) {
      const file = (await uploaded(batch, signal)) ?? (await uploadBatchFile(client, target, texts, batch, signal));
      const endpoint = entries.endpointOf(batch.way);
      const asked = { input_file_id: file, endpoint, completion_window: '24h', metadata: marksOf(batch) };
      const call = { built: await post('/batches'), body: JSON.stringify(asked) };
      await begins();
      return (await callJson(call, batchSchema, target, creation)).id;
    },
    async find(batch, known, signal) {
      const file = await uploaded(batch, signal);
      let silent: string | null = null;
      // All pages: nobody promises that the newest come first.
      for await (const one of allOf((query) => get('/batches', query), batchPage, signal)) {
        if (known.has(one.id)) continue;
        if (isMarked(one.metadata, batch) || (typeof file === 'string' && one.input_file_id === file))
          return { kind: 'found', id: one.id };
        if (!isMap(one.metadata) && mayBeOf(batch, one)) silent ??= one.id;
      }
      // Files say whose a batch is, too, where a service lists them.
      if (silent === null || file !== undefined) return { kind: 'none' };
      const why = `${target.label} has a batch (${silent}) that it does not say the origin of, so that it can't be told from this one.`;
      return { kind: 'unclear', why };
    },
    look: async (id, signal) =>
      reportOf(
        await callJson({ built: await get(`/batches/${encodeURIComponent(id)}`) }, batchSchema, target, signal),
        target,
      ),
    async cancel(id, signal) {
      const built = await post(`/batches/${encodeURIComponent(id)}/cancel`);
      await callJson({ built, body: '{}' }, batchSchema, target, signal);
    },
    async *items(_id, ended, signal) {
      for (const file of resultFiles(ended, target))
        yield* callItems({ built: await get(`/files/${encodeURIComponent(file)}/content`) }, itemOf, target, signal);
    },
  };
  return service;

  /** The file of a batch that was uploaded before: its answer was lost, or the run was stopped after it. Null where the service has none; undefined where it lists none. */
  async function uploaded(batch: PlannedBatch, signal: AbortSignal): Promise<string | null | undefined> {
    try {
      for await (const file of allOf((query) => get('/files', { ...query, purpose: 'batch' }), filePage, signal))
        if (file.filename === fileNameOf(batch)) return file.id;
    } catch (error) {
      signal.throwIfAborted();
      const status = failureIn(error)?.status;
      if (status !== 404 && status !== 405 && status !== 501) throw error;
      return undefined;
    }
    return null;
  }

  function allOf<Entry extends { id: string }>(
    page: (query: { [name: string]: string }) => Promise<BuiltRequest>,
    schema: z.ZodType<{ data: Entry[]; has_more?: boolean | null | undefined }>,
    signal: AbortSignal,
  ): AsyncGenerator<Entry> {
    return allPages(
      ({ id }) => id,
      async (after) => {
        const query = { limit: '100', ...(after === undefined ? {} : { after }) };
        const { data, has_more: hasMore } = await callJson({ built: await page(query) }, schema, target, signal);
        return { entries: data, next: hasMore ? data.at(-1)?.id : undefined };
      },
    );
  }
}

/** By when it was made, as far as a service says. */
function mayBeOf(batch: PlannedBatch, { created_at: createdAt }: SaidBatch): boolean {
  return typeof createdAt !== 'number' || isFromItsTime(batch, createdAt * 1000);
}

function reportOf(batch: SaidBatch, target: CallTarget): BatchReport {
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
    ...(typeof expiresAt === 'number' ? expiryAt(expiresAt * 1000) : {}),
  };
  // A status that is still to be invented is no end.
  if (!isBatchEnd(status)) return { ...known, phase: phases.get(status) ?? 'running', end: null };
  const files = [output, errors].filter((file): file is string => typeof file === 'string' && file !== '');
  return { ...known, phase: null, end: status, ...faultsIn(batch.errors, target), files };
}

/** What was found wrong at validation: `Line 3: The model "x" does not exist. (and 41 more)`, and what of each line. */
function faultsIn(errors: unknown, target: CallTarget): Pick<EndedBatch, 'message' | 'faults'> {
  const list: unknown[] = isMap(errors) && Array.isArray(errors.data) ? errors.data : [];
  const faults = list.filter(isMap).map(({ line, message, code }) => ({
    line: typeof line === 'number' ? line : null,
    said: typeof message === 'string' && message !== '' ? message : String(code ?? 'no message'),
  }));
  const [first, ...others] = faults.map(({ line, said }) => (line === null ? said : `Line ${line}: ${said}`));
  if (first === undefined) return {};
  const ofLines = faults.flatMap(({ line, said }): [number, string][] =>
    line === null ? [] : [[line, quoted(target, said)]],
  );
  return {
    ...failureWords(target, first, others.length),
    ...(ofLines.length > 0 ? { faults: new Map(ofLines) } : {}),
  };
}
