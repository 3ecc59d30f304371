// A server that speaks Anthropic's Message Batches. Written from the documentation of the API; it refuses what the API refuses.

import type { ServerResponse } from 'node:http';
import { BatchCalls, lastWords, listed, nextStatus, type BatchServerOptions } from './batchBehavior';
import { startServer, type TestServer } from './testServer';

interface BatchRequest {
  custom_id: string;
  params: { [name: string]: unknown };
}

interface StoredBatch {
  id: string;
  requests: BatchRequest[];
  status: 'in_progress' | 'canceling' | 'ended';
  looks: number;
  lists: number;
  cancelledAt: string | null;
  createdAt: string;
  counts: { processing: number; succeeded: number; errored: number; canceled: number; expired: number };
  results: string[];
}

interface AnthropicBatchServer extends TestServer {
  batches: StoredBatch[];
}

/** Starts the server. The base URL for clients is `url`. The last of `statuses` may be `expired`, or `cancelled` by somebody else: the batch ends with what was `done`. */
export async function startAnthropicBatchServer(options: BatchServerOptions = {}): Promise<AnthropicBatchServer> {
  const batches: StoredBatch[] = [];
  const calls = new BatchCalls(options);
  const keepsResults = !options.forgetsResults;
  const server = await startServer(async (request, response) => {
    const shown = request.headers['x-api-key'] ?? (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (options.key !== undefined && shown !== options.key)
      return fail(response, 401, 'authentication_error', 'invalid x-api-key');
    if (request.headers['anthropic-version'] === undefined)
      return fail(response, 400, 'invalid_request_error', 'anthropic-version: header is required');
    const url = new URL(request.path, 'http://server');
    const [, , , , id = '', verb] = url.pathname.split('/');
    if (!url.pathname.startsWith('/v1/messages/batches')) return fail(response, 404, 'not_found_error', 'Not Found');
    const call = `${request.method} ${url.pathname}`.replace(id === '' ? '\n' : `/${id}`, '/ID');
    if (!(await calls.mayBegin(response, call))) return;
    const answer = (body: object): Promise<void> => calls.answer(response, call, JSON.stringify(body));
    if (id === '' && request.method === 'POST') {
      const requests = request.body.requests as BatchRequest[];
      const fault = faultIn(requests);
      if (fault !== null) return fail(response, 400, 'invalid_request_error', fault);
      const batch: StoredBatch = {
        id: `msgbatch_${batches.length + 1}`,
        requests,
        status: 'in_progress',
        looks: 0,
        lists: 0,
        cancelledAt: null,
        createdAt: new Date().toISOString(),
        counts: { processing: requests.length, succeeded: 0, errored: 0, canceled: 0, expired: 0 },
        results: [],
      };
      batches.push(batch);
      return answer(batchJson(batch, server.url, keepsResults));
    }
    if (id === '') {
      const newestFirst = listed(batches, options.listsLate).reverse();
      const after = url.searchParams.get('after_id');
      const from = after === null ? 0 : newestFirst.findIndex((one) => one.id === after) + 1;
      for (const one of newestFirst) advance(one);
      const data = newestFirst.slice(from, from + Number(url.searchParams.get('limit') ?? 20));
      return answer({
        data: data.map((one) => batchJson(one, server.url, keepsResults)),
        has_more: from + data.length < newestFirst.length,
        first_id: data[0]?.id ?? null,
        last_id: data.at(-1)?.id ?? null,
      });
    }
    const batch = batches.find((one) => one.id === id);
    if (!batch) return fail(response, 404, 'not_found_error', `batch ${id} not found`);
    if (verb === 'cancel') {
      if (batch.status === 'ended')
        return fail(
          response,
          400,
          'invalid_request_error',
          `Batch ${id} cannot be canceled because it has already ended.`,
        );
      batch.status = 'canceling';
      batch.cancelledAt = new Date().toISOString();
      return answer(batchJson(batch, server.url, keepsResults));
    }
    if (verb === 'results') {
      if (batch.status !== 'ended')
        return fail(response, 404, 'not_found_error', `Batch ${id} has no available results.`);
      return calls.answer(response, call, `${batch.results.join('\n')}\n`, 'application/x-jsonl');
    }
    advance(batch);
    return answer(batchJson(batch, server.url, keepsResults));
  });
  return { ...server, batches };

  function advance(batch: StoredBatch): void {
    if (batch.status === 'ended') return;
    if (batch.status === 'canceling') return finish(batch, options.done ?? 0, 'canceled');
    const status = nextStatus(options.statuses ?? ['in_progress', 'in_progress', 'ended'], batch.looks++);
    if (status === 'ended') finish(batch, Infinity, 'expired');
    if (status === 'expired') finish(batch, options.done ?? 0, 'expired');
    if (status === 'cancelled') {
      batch.cancelledAt = new Date().toISOString();
      finish(batch, options.done ?? 0, 'canceled');
    }
  }

  function finish(batch: StoredBatch, done: number, rest: 'canceled' | 'expired'): void {
    batch.status = 'ended';
    const results = batch.requests.map(({ custom_id, params }, position) => {
      if (position >= done) return { custom_id, result: { type: rest } };
      const said = options.answer?.(lastWords(params), params) ?? 'Hello';
      return {
        custom_id,
        result:
          typeof said === 'string'
            ? { type: 'succeeded', message: messageOf(params, said) }
            : {
                type: 'errored',
                error: {
                  type: 'error',
                  error: { type: 'invalid_request_error', message: said.message },
                  request_id: 'req_1',
                },
              },
      };
    });
    const countOf = (type: string): number => results.filter(({ result }) => result.type === type).length;
    batch.counts = {
      processing: 0,
      succeeded: countOf('succeeded'),
      errored: countOf('errored'),
      canceled: countOf('canceled'),
      expired: countOf('expired'),
    };
    // Nobody promises an order.
    const lines = results.reverse().map((one) => JSON.stringify(one));
    batch.results = options.mangle?.(lines) ?? lines;
  }
}

function faultIn(requests: readonly BatchRequest[] | undefined): string | null {
  if (!requests || requests.length === 0) return 'requests: List should have at least 1 item after validation, not 0';
  if (requests.length > 100_000) return 'requests: List should have at most 100000 items';
  const ids = requests.map(({ custom_id }) => custom_id);
  const odd = ids.findIndex((id) => !/^[a-zA-Z0-9_-]{1,64}$/.test(id));
  if (odd >= 0) return `requests.${odd}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'`;
  if (new Set(ids).size < ids.length) return 'requests: custom_id must be unique';
  const streamed = requests.findIndex(({ params }) => params.stream === true);
  return streamed >= 0 ? `requests.${streamed}.params.stream: Streaming is not supported in the Batch API` : null;
}

function messageOf({ model }: { [name: string]: unknown }, text: string): object {
  return {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 5 },
  };
}

function batchJson(batch: StoredBatch, url: string, keepsResults: boolean): object {
  return {
    id: batch.id,
    type: 'message_batch',
    processing_status: batch.status,
    request_counts: batch.counts,
    created_at: batch.createdAt,
    expires_at: new Date(Date.parse(batch.createdAt) + 86_400_000).toISOString(),
    ended_at: batch.status === 'ended' ? new Date().toISOString() : null,
    cancel_initiated_at: batch.cancelledAt,
    archived_at: null,
    results_url: batch.status === 'ended' && keepsResults ? `${url}/v1/messages/batches/${batch.id}/results` : null,
  };
}

function fail(response: ServerResponse, status: number, type: string, message: string): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ type: 'error', error: { type, message } }));
  return Promise.resolve();
}
