// A server that speaks OpenAI's batch protocol: files are uploaded, batches made of them, and their results are files. Written from the documentation of
// the API; it refuses what the API refuses.

import type { ServerResponse } from 'node:http';
import { BatchCalls, lastWords, listed, nextStatus, type BatchServerOptions } from './batchBehavior';
import { chatReply, filenameIn, formFields, outputLine } from './batchFileForms';
import { startServer, type ReceivedRequest, type TestServer } from './testServer';

interface StoredFile {
  id: string;
  filename: string;
  purpose: string;
  content: string;
}

interface StoredBatch {
  id: string;
  inputFile: string;
  endpoint: string;
  metadata: { [name: string]: string } | null;
  status: string;
  looks: number;
  lists: number;
  cancelLooks: number | null;
  createdAt: number;
  errors: { code: string; message: string; line: number | null; param: string | null }[];
  outputFile?: string;
  errorFile?: string;
  counts: { total: number; completed: number; failed: number };
}

interface BatchLine {
  custom_id: string;
  method: string;
  url: string;
  body: { [name: string]: unknown };
}

export interface OpenAiBatchServer extends TestServer {
  files: StoredFile[];
  batches: StoredBatch[];
}

export interface OpenAiBatchServerOptions extends BatchServerOptions {
  /** The most lines of a file; default 50,000. */
  mostLines?: number;
  /** The most bytes of a file; default 200,000,000. */
  mostBytes?: number;
  /** Requests, by their last words, for which the whole batch fails at validation. */
  refuses?: (prompt: string) => boolean;
  /** A service that keeps no metadata. */
  forgetsMetadata?: boolean;
  /** A service that lists no files. */
  listsNoFiles?: boolean;
}

const usualStatuses = ['validating', 'in_progress', 'finalizing', 'completed'];

/** Starts the server. The base URL for clients is `url + '/v1'`. */
export async function startOpenAiBatchServer(options: OpenAiBatchServerOptions = {}): Promise<OpenAiBatchServer> {
  const files: StoredFile[] = [];
  const batches: StoredBatch[] = [];
  const calls = new BatchCalls(options);
  const server = await startServer(async (request, response) => {
    const shown = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    if (options.key !== undefined && shown !== options.key)
      return fail(response, 401, `Incorrect API key provided: ${shown}.`);
    const url = new URL(request.path, 'http://server');
    const call = `${request.method} ${url.pathname}`;
    const [, , kind, id = '', verb] = url.pathname.split('/');
    if (!(await calls.mayBegin(response, generic(call, id)))) return;
    const answer = (body: object): Promise<void> => calls.answer(response, generic(call, id), JSON.stringify(body));
    if (kind === 'files' && id === '')
      return request.method === 'POST'
        ? upload(request, response, answer)
        : options.listsNoFiles
          ? fail(response, 404, `Invalid URL (${call})`)
          : answer(
              page(
                files.filter(({ purpose }) => purpose === (url.searchParams.get('purpose') ?? purpose)),
                url,
                fileJson,
              ),
            );
    if (kind === 'files') {
      const file = files.find((one) => one.id === id);
      if (!file) return fail(response, 404, `No such File object: ${id}`);
      if (verb === 'content')
        return calls.answer(response, generic(call, id), file.content, 'application/octet-stream');
      return answer(fileJson(file));
    }
    if (kind !== 'batches') return fail(response, 404, `Invalid URL (${call})`);
    if (id === '')
      return request.method === 'POST'
        ? create(request, response, answer)
        : answer(page(listed(batches, options.listsLate), url, batchJson));
    const batch = batches.find((one) => one.id === id);
    if (!batch) return fail(response, 404, `No batch found with id '${id}'.`);
    if (verb === 'cancel') {
      if (!['validating', 'in_progress', 'finalizing', 'cancelling'].includes(batch.status))
        return fail(response, 409, `Cannot cancel a batch with status '${batch.status}'.`);
      batch.status = 'cancelling';
      batch.cancelLooks = 0;
      return answer(batchJson(batch));
    }
    advance(batch);
    return answer(batchJson(batch));
  });
  return { ...server, files, batches };

  async function upload(
    request: ReceivedRequest,
    response: ServerResponse,
    answer: (body: object) => Promise<void>,
  ): Promise<void> {
    const field = formFields(request);
    const purpose = field('purpose')?.value ?? '';
    const file = field('file');
    if (!['batch', 'assistants', 'fine-tune', 'vision', 'user_data', 'evals'].includes(purpose))
      return fail(
        response,
        400,
        `'${purpose}' is not one of ['fine-tune', 'assistants', 'batch', 'user_data', 'vision', 'evals'] - 'purpose'`,
      );
    if (!file) return fail(response, 400, "'file' is a required property");
    if (Buffer.byteLength(file.value) > (options.mostBytes ?? 200_000_000))
      return fail(response, 413, 'The file is larger than the service takes.');
    const filename = filenameIn(file);
    if (purpose === 'batch' && !filename.endsWith('.jsonl'))
      return fail(response, 400, 'Invalid file format for Batch API. Must be .jsonl');
    const stored = { id: `file-${files.length + 1}`, filename, purpose, content: file.value };
    files.push(stored);
    return answer(fileJson(stored));
  }

  async function create(
    request: ReceivedRequest,
    response: ServerResponse,
    answer: (body: object) => Promise<void>,
  ): Promise<void> {
    const { input_file_id: inputFile, endpoint, completion_window: window, metadata = null } = request.body;
    if (!files.some(({ id }) => id === inputFile))
      return fail(response, 400, `Invalid 'input_file_id': no such file ${String(inputFile)}`);
    if (window !== '24h') return fail(response, 400, "Invalid value: 'completion_window' must be '24h'.");
    if (!['/v1/chat/completions', '/v1/responses', '/v1/embeddings', '/v1/completions'].includes(String(endpoint)))
      return fail(response, 400, `Invalid value: '${String(endpoint)}' - 'endpoint'`);
    const pairs = Object.entries(metadata ?? {});
    if (
      pairs.length > 16 ||
      pairs.some(([name, value]) => name.length > 64 || typeof value !== 'string' || value.length > 512)
    )
      return fail(response, 400, "Invalid 'metadata'.");
    const batch: StoredBatch = {
      id: `batch_${batches.length + 1}`,
      inputFile: String(inputFile),
      endpoint: String(endpoint),
      metadata: options.forgetsMetadata ? null : (metadata as StoredBatch['metadata']),
      status: 'validating',
      looks: 0,
      lists: 0,
      cancelLooks: null,
      createdAt: Math.floor(Date.now() / 1000),
      errors: [],
      counts: { total: 0, completed: 0, failed: 0 },
    };
    batches.push(batch);
    return answer(batchJson(batch));
  }

  function linesOf(batch: StoredBatch): string[] {
    return files
      .find(({ id }) => id === batch.inputFile)!
      .content.split('\n')
      .filter((line) => line.trim() !== '');
  }

  /** What the API looks for before it begins. */
  function faultsIn(batch: StoredBatch): StoredBatch['errors'] {
    const lines = linesOf(batch);
    const most = options.mostLines ?? 50_000;
    const fault = (code: string, message: string, line: number | null = null) => ({ code, message, line, param: null });
    if (lines.length === 0) return [fault('empty_file', 'The input file is empty.')];
    if (lines.length > most)
      return [fault('too_many_tasks', `The batch has ${lines.length} requests, more than ${most}.`)];
    const ids = new Set<string>();
    const models = new Set<unknown>();
    return lines.flatMap((text, position) => {
      let line: BatchLine;
      try {
        line = JSON.parse(text) as BatchLine;
      } catch {
        return [fault('invalid_json_line', 'This line is not parseable as valid JSON.', position + 1)];
      }
      models.add(line.body.model);
      if (line.method !== 'POST')
        return [fault('invalid_method', `The method ${line.method} is not allowed.`, position + 1)];
      if (line.url !== batch.endpoint)
        return [
          fault('mismatched_endpoint', `The URL ${line.url} does not match the endpoint of the batch.`, position + 1),
        ];
      if (ids.has(line.custom_id))
        return [fault('duplicate_custom_id', `The custom_id ${line.custom_id} is there twice.`, position + 1)];
      ids.add(line.custom_id);
      if (models.size > 1)
        return [fault('mismatched_model', 'All requests of a batch must be for one model.', position + 1)];
      if (line.body.stream === true)
        return [fault('invalid_request', 'Streaming is not supported in the Batch API.', position + 1)];
      if (options.refuses?.(lastWords(line.body)))
        return [fault('invalid_request', `The request says ${lastWords(line.body)}, which it may not.`, position + 1)];
      if (line.body.model === 'gpt-none')
        return [
          fault('model_not_found', 'The provided model `gpt-none` is not supported by the Batch API.', position + 1),
        ];
      return [];
    });
  }

  function advance(batch: StoredBatch): void {
    if (['completed', 'failed', 'expired', 'cancelled'].includes(batch.status)) return;
    if (batch.cancelLooks !== null) {
      if (batch.cancelLooks++ > 0) finish(batch, 'cancelled', options.done ?? 0);
      return;
    }
    if (batch.looks === 0) {
      batch.errors = faultsIn(batch);
      batch.counts.total = linesOf(batch).length;
    }
    const status =
      batch.errors.length > 0 && batch.looks > 0
        ? 'failed'
        : nextStatus(options.statuses ?? usualStatuses, batch.looks);
    batch.looks++;
    if (status === 'completed') return finish(batch, status, Infinity);
    if (status === 'expired' || status === 'cancelled') return finish(batch, status, options.done ?? 0);
    batch.status = status;
    if (status === 'in_progress') batch.counts.completed = Math.floor(batch.counts.total / 2);
  }

  function finish(batch: StoredBatch, status: string, done: number): void {
    batch.status = status;
    const lines = linesOf(batch).map((line) => JSON.parse(line) as BatchLine);
    const answered = lines
      .slice(0, done)
      .map((line) => ({ line, said: options.answer?.(lastWords(line.body), line.body) ?? 'Hello' }));
    const isFailure = ({ said }: (typeof answered)[number]): boolean => typeof said !== 'string';
    const good = answered
      .filter((one) => !isFailure(one))
      .map(({ line, said }) => outputLine(line.custom_id, 200, replyTo(line, said as string)));
    const bad = answered.filter(isFailure).map(({ line, said }) => {
      const { status: code, message, param = null } = said as { status: number; message: string; param?: string };
      return outputLine(line.custom_id, code, { error: { message, type: 'invalid_request_error', param, code: null } });
    });
    const late =
      status !== 'expired'
        ? []
        : lines.slice(done).map(({ custom_id }) => ({
            id: `batch_req_${custom_id}`,
            custom_id,
            response: null,
            error: {
              code: 'batch_expired',
              message: 'This request could not be executed before the completion window expired.',
            },
          }));
    batch.counts = { total: lines.length, completed: good.length, failed: bad.length };
    // Nobody promises an order.
    batch.outputFile = keep(
      good.reverse().map((one) => JSON.stringify(one)),
      'output',
    );
    batch.errorFile = keep(
      [...bad, ...late].map((one) => JSON.stringify(one)),
      'error',
    );
  }

  function keep(lines: string[], name: string): string | undefined {
    const mangled = options.mangle && name === 'output' ? options.mangle(lines) : lines;
    if (mangled.length === 0) return undefined;
    const id = `file-${files.length + 1}`;
    files.push({ id, filename: `batch_${name}.jsonl`, purpose: 'batch_output', content: `${mangled.join('\n')}\n` });
    return id;
  }
}

/** The call without the id in it: `GET /v1/batches/ID`. */
function generic(call: string, id: string): string {
  return id === '' ? call : call.replace(`/${id}`, '/ID');
}

function replyTo({ url, body }: BatchLine, text: string): object {
  if (url === '/v1/responses')
    return {
      id: 'resp_1',
      object: 'response',
      status: 'completed',
      model: body.model,
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text, annotations: [] }] }],
      usage: { input_tokens: 10, output_tokens: 5, total_tokens: 15 },
    };
  return chatReply(body.model, text);
}

function page<Entry extends { id: string }>(all: readonly Entry[], url: URL, json: (entry: Entry) => object): object {
  const newestFirst = [...all].reverse();
  const after = url.searchParams.get('after');
  const from = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
  const data = newestFirst.slice(from, from + Number(url.searchParams.get('limit') ?? 20));
  return { object: 'list', data: data.map(json), has_more: from + data.length < all.length };
}

function fileJson({ id, filename, purpose, content }: StoredFile): object {
  return {
    id,
    object: 'file',
    bytes: Buffer.byteLength(content),
    created_at: 1_760_000_000,
    filename,
    purpose,
    status: 'processed',
  };
}

function batchJson(batch: StoredBatch): object {
  const isFailed = batch.status === 'failed';
  return {
    id: batch.id,
    object: 'batch',
    endpoint: batch.endpoint,
    errors: isFailed ? { object: 'list', data: batch.errors } : null,
    input_file_id: batch.inputFile,
    completion_window: '24h',
    status: batch.status,
    output_file_id: batch.outputFile ?? null,
    error_file_id: batch.errorFile ?? null,
    created_at: batch.createdAt,
    expires_at: batch.createdAt + 86_400,
    request_counts: batch.counts,
    metadata: batch.metadata,
  };
}

function fail(response: ServerResponse, status: number, message: string): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null } }));
  return Promise.resolve();
}
