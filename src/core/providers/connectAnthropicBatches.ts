// Anthropic's Message Batches: all requests go in one call, results are lines of a file. A batch has no field for a name of ours, so one whose submission
// was not answered is told by the names of its requests, which only its results have. Not for the asking thread.

import * as z from 'zod';
import { parameterNames } from '../../shared/run/parameters';
import { isMap } from '../../shared/text/isMap';
import { allPages } from './allPages';
import { anthropicClient, anthropicTarget } from './anthropicClient';
import { anthropicMessages } from './anthropicMessages';
import { anthropicParameters, firstWay, wayAfter, type AnthropicWay } from './anthropicParameters';
import { keyProblem, recordedUrl } from './apiFailure';
import { callItems, callJson, readItem } from './batchCalls';
import {
  clockDifference,
  indexIn,
  isFromItsTime,
  type BatchReport,
  type BatchService,
  type ItemOutcome,
} from './batchService';
import { failureIn } from './failedAnswer';
import { messagesReading } from './messagesReading';
import { builtRequest, type BuiltRequest } from './postQuestion';
import type { Connection } from './provider';
import { expiryAt, saidCount, saidId, saidText } from './saidOfBatches';

const batchSchema = z.looseObject({
  id: saidId,
  processing_status: z.string(),
  created_at: saidText,
  expires_at: saidText,
  cancel_initiated_at: saidText,
  results_url: saidText,
  request_counts: z
    .looseObject({
      processing: saidCount,
      succeeded: saidCount,
      errored: saidCount,
      canceled: saidCount,
      expired: saidCount,
    })
    .nullish()
    .catch(null),
});

type SaidBatch = z.infer<typeof batchSchema>;

const pageSchema = z.looseObject({ data: z.array(batchSchema), has_more: z.boolean().nullish() });

const waySchema = z.object({
  // JSON has no word for no limit.
  mostTokens: z
    .number()
    .nullable()
    .transform((most) => most ?? Infinity),
  asksToThink: z.boolean(),
  leftOut: z.array(z.enum(parameterNames)),
}) satisfies z.ZodType<AnthropicWay>;

/** Loads the SDK and makes the adapter. */
export async function connectAnthropicBatches(connection: Connection): Promise<BatchService> {
  const path = '/v1/messages/batches';
  const target = anthropicTarget(connection, path);
  const problem = keyProblem(target);
  if (problem) throw problem;
  const client = await anthropicClient(connection);
  const wayIn = (text: string | undefined): AnthropicWay => {
    const way = text === undefined ? undefined : waySchema.safeParse(JSON.parse(text)).data;
    return way ?? firstWay;
  };
  const built = async (
    method: 'get' | 'post',
    end: string,
    query: { [name: string]: string } = {},
  ): Promise<BuiltRequest> =>
    builtRequest(
      await client.buildRequest({ method, path: `${path}${end}`, query, ...(method === 'post' ? { body: {} } : {}) }),
    );
  const itemsOf = async function* (id: string, signal: AbortSignal) {
    yield* callItems({ built: await built('get', `/${encodeURIComponent(id)}/results`) }, itemOf, target, signal);
  };

  return {
    limits: { requests: 100_000, bytes: 256_000_000 },
    entryOf(request, customId, kept) {
      const { name, parameters: wanted } = request.model;
      const { parameters, refused: unsaid } = anthropicParameters(wanted, wayIn(kept));
      const { stream: _stream, ...said } = parameters;
      const refused = request.answerSchema ? [...unsaid, 'response_format'] : unsaid;
      const params = { ...said, ...anthropicMessages(request), model: name };
      return {
        text: JSON.stringify({ custom_id: customId, params }),
        sent: {
          url: recordedUrl(anthropicTarget(connection, '/v1/messages').url),
          parameters: said,
          ...(refused.length > 0 ? { refused } : {}),
        },
      };
    },
    wayAfter({ model: { parameters } }, error, kept) {
      const failure = failureIn(error);
      const next = failure ? wayAfter(wayIn(kept), failure, parameters) : null;
      return next && JSON.stringify(next);
    },
    async submit(entries, _batch, { creation, begins }) {
      const body = Buffer.concat([
        Buffer.from('{"requests":['),
        ...entries.map((entry, position) => Buffer.from(`${position === 0 ? '' : ','}${entry}`)),
        Buffer.from(']}'),
      ]);
      const call = { built: await built('post', ''), body };
      await begins();
      return (await callJson(call, batchSchema, target, creation)).id;
    },
    async find(batch, known, signal) {
      let unclear: { id: string; isOpen: boolean } | null = null;
      for await (const one of since(batch.plannedAt.getTime() - clockDifference, signal)) {
        const createdAt = Date.parse(one.created_at ?? '');
        const total = totalOf(one);
        if (known.has(one.id) || (total !== null && total !== batch.count)) continue;
        if (!Number.isNaN(createdAt) && !isFromItsTime(batch, createdAt)) continue;
        const isOpen = one.processing_status !== 'ended';
        if (isOpen || !one.results_url) unclear ??= { id: one.id, isOpen };
        else if (await isOf(one.id)) return { kind: 'found', id: one.id };
      }
      if (unclear === null) return { kind: 'none' };
      const why = unclear.isOpen
        ? `Anthropic has a batch of as many requests under way (${unclear.id}). Whether it is this one can be told when it has ended.`
        : `Anthropic has a batch of as many requests (${unclear.id}) and does not keep its results any more, so it can't be told whether it is this one.`;
      return { kind: 'unclear', why };

      /** One name is enough: nobody else has the key. */
      async function isOf(id: string): Promise<boolean> {
        for await (const { customId } of itemsOf(id, signal))
          if (customId !== null) return indexIn(batch, customId) !== null;
        return false;
      }
    },
    look: async (id, signal) =>
      reportOf(
        await callJson({ built: await built('get', `/${encodeURIComponent(id)}`) }, batchSchema, target, signal),
      ),
    async cancel(id, signal) {
      const call = { built: await built('post', `/${encodeURIComponent(id)}/cancel`), body: '{}' };
      await callJson(call, batchSchema, target, signal);
    },
    items: (id, _ended, signal) => itemsOf(id, signal),
    read: (answer, request, listener) =>
      readItem(answer, { ...target, hasImages: request.images.length > 0 }, listener, messagesReading),
  };

  /** The batches of the account, the newest first, on all pages that have one from after this moment, in ms since 1970. */
  function since(moment: number, signal: AbortSignal): AsyncGenerator<SaidBatch> {
    return allPages(
      ({ id }) => id,
      async (after) => {
        const query = { limit: '100', ...(after === undefined ? {} : { after_id: after }) };
        const { data, has_more: hasMore } = await callJson(
          { built: await built('get', '', query) },
          pageSchema,
          target,
          signal,
        );
        const isOld = Date.parse(data.at(-1)?.created_at ?? '') < moment;
        return { entries: data, next: hasMore && !isOld ? data.at(-1)?.id : undefined };
      },
    );
  }
}

/** Null for one of which the API gives no count. */
function totalOf({ request_counts: counts }: SaidBatch): number | null {
  return counts ? sumOf([counts.processing, counts.succeeded, counts.errored, counts.canceled, counts.expired]) : null;
}

function sumOf(counts: readonly (number | null | undefined)[]): number {
  return counts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

function reportOf(batch: SaidBatch): BatchReport {
  const { succeeded, errored, canceled, expired } = batch.request_counts ?? {};
  const known = {
    answered: succeeded ?? null,
    failed: batch.request_counts ? sumOf([errored, canceled, expired]) : null,
    ...expiryAt(Date.parse(batch.expires_at ?? '')),
  };
  if (batch.processing_status !== 'ended')
    return { ...known, phase: batch.processing_status === 'canceling' ? 'cancelling' : 'running', end: null };
  const end = batch.cancel_initiated_at ? 'cancelled' : sumOf([expired]) > 0 ? 'expired' : 'completed';
  return { ...known, phase: null, end, files: [] };
}

function itemOf({ result }: { [name: string]: unknown }): ItemOutcome {
  const { type, message, error } = isMap(result) ? result : { type: undefined, message: undefined, error: undefined };
  switch (type) {
    case 'succeeded':
      return { kind: 'answer', status: 200, body: JSON.stringify(message ?? null) };
    case 'errored':
      return { kind: 'answer', status: 200, body: JSON.stringify(error ?? { type: 'error', error: {} }) };
    case 'expired':
      return { kind: 'batchExpired', message: 'the batch expired before it came to this request' };
    case 'canceled':
      return { kind: 'batchCancelled', message: 'the batch was cancelled before it came to this request' };
    default:
      return {
        kind: 'batchFailed',
        message: `its result is of the kind ${JSON.stringify(type ?? null).slice(0, 80)}, which nobody knows`,
      };
  }
}
