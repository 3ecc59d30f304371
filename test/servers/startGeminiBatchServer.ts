// A server that speaks Gemini's batches and the files that go with them. Written from the documentation of the API; it refuses what the API refuses.

import type { ServerResponse } from 'node:http';
import { BatchCalls, listed, nextStatus, type BatchServerOptions } from './batchBehavior';
import { startServer, type ReceivedRequest, type TestServer } from './testServer';

interface StoredFile {
  /** `files/ID`. */
  id: string;
  content: string;
}

interface StoredBatch {
  /** `batches/ID`. */
  id: string;
  model: string;
  displayName: string;
  inputFile: string;
  state: string;
  looks: number;
  lists: number;
  isCancelled: boolean;
  createdAt: string;
  error: { code: number; message: string } | null;
  outputFile: string | null;
  counts: { total: number; good: number; bad: number };
}

interface BatchLine {
  key: string;
  request: {
    contents: { role: string; parts: { text?: string; inlineData?: object }[] }[];
    systemInstruction?: { parts: { text: string }[] };
    generationConfig?: { [name: string]: unknown };
  };
}

export interface GeminiBatchServer extends TestServer {
  files: StoredFile[];
  batches: StoredBatch[];
}

const usualStatuses = ['PENDING', 'RUNNING', 'SUCCEEDED'];
const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'EXPIRED'];
const requestFields = ['contents', 'systemInstruction', 'generationConfig'];
const configFields = [
  ...['temperature', 'topP', 'topK', 'seed', 'maxOutputTokens', 'stopSequences', 'thinkingConfig'],
  ...['presencePenalty', 'frequencyPenalty', 'responseMimeType', 'responseJsonSchema'],
];

/** Starts the server. The base URL for clients is `url + '/v1beta/openai'`. What has expired or was cancelled has no results. */
export async function startGeminiBatchServer(
  options: BatchServerOptions & { uploadsTo?: string } = {},
): Promise<GeminiBatchServer> {
  const files: StoredFile[] = [];
  const batches: StoredBatch[] = [];
  const uploads: { name: string; bytes: number }[] = [];
  const calls = new BatchCalls(options);
  const server = await startServer(async (request, response) => {
    if (options.key !== undefined && request.headers['x-goog-api-key'] !== options.key)
      return fail(response, 400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.');
    const url = new URL(request.path, 'http://server');
    const { pathname } = url;
    const call = generic(`${request.method} ${pathname}${url.searchParams.has('upload_id') ? '?upload_id' : ''}`);
    if (!(await calls.mayBegin(response, call))) return;
    const answer = (body: object): Promise<void> => calls.answer(response, call, JSON.stringify(body));
    if (request.method === 'POST') {
      if (pathname === '/upload/v1beta/files') return upload(request, response, url, call);
      const model = /^\/v1beta\/(models\/[^/:]+):batchGenerateContent$/.exec(pathname)?.[1];
      if (model !== undefined) return create(request, response, decodeURIComponent(model), answer);
      const cancelled = batches.find(({ id }) => pathname === `/v1beta/${id}:cancel`);
      if (!cancelled) return fail(response, 404, 'NOT_FOUND', 'Requested entity was not found.');
      if (ended.includes(cancelled.state))
        return fail(response, 400, 'FAILED_PRECONDITION', 'The batch has ended and can not be cancelled.');
      cancelled.isCancelled = true;
      return answer({});
    }
    const file = files.find(({ id }) => [`/v1beta/${id}`, `/download/v1beta/${id}:download`].includes(pathname));
    if (file && pathname.startsWith('/download/'))
      return calls.answer(response, call, file.content, 'application/octet-stream');
    if (file) return answer(fileJson(file));
    if (pathname.startsWith('/v1beta/files/'))
      return fail(
        response,
        403,
        'PERMISSION_DENIED',
        'You do not have permission to access the File or it may not exist.',
      );
    if (pathname === '/v1beta/batches') return answer(page(url));
    const batch = batches.find(({ id }) => pathname === `/v1beta/${id}`);
    if (!batch) return fail(response, 404, 'NOT_FOUND', 'Requested entity was not found.');
    advance(batch);
    return answer(operationOf(batch));
  });
  return { ...server, files, batches };

  function page(url: URL): object {
    const from = Number(url.searchParams.get('pageToken') ?? 0);
    const until = from + Number(url.searchParams.get('pageSize') ?? 50);
    const shown = listed(batches, options.listsLate);
    const operations = shown.slice(from, until).map(operationOf);
    return until < shown.length ? { operations, nextPageToken: String(until) } : { operations };
  }

  async function upload(request: ReceivedRequest, response: ServerResponse, url: URL, call: string): Promise<void> {
    const header = (name: string): string => String(request.headers[`x-goog-upload-${name}`]);
    const upload = uploads[Number(url.searchParams.get('upload_id') ?? -1)];
    if (!upload) {
      if (header('protocol') !== 'resumable' || header('command') !== 'start')
        return fail(response, 400, 'INVALID_ARGUMENT', 'The upload has no beginning.');
      const { name } = request.body.file as { name: string };
      if (!/^files\/(?!-)[a-z0-9-]{1,40}(?<!-)$/.test(name))
        return fail(response, 400, 'INVALID_ARGUMENT', `Invalid file name: ${name}`);
      if (files.some(({ id }) => id === name))
        return fail(response, 409, 'ALREADY_EXISTS', `${name} is there already.`);
      uploads.push({ name, bytes: Number(header('header-content-length')) });
      const address = `${options.uploadsTo ?? server.url}/upload/v1beta/files?upload_id=${uploads.length - 1}`;
      response.setHeader('x-goog-upload-url', address);
      return calls.answer(response, call, '');
    }
    if (header('command') !== 'upload, finalize' || Buffer.byteLength(request.text) !== upload.bytes)
      return fail(response, 400, 'INVALID_ARGUMENT', 'The upload is not what was announced.');
    const file = { id: upload.name, content: request.text };
    files.push(file);
    return calls.answer(response, call, JSON.stringify({ file: fileJson(file) }));
  }

  async function create(
    request: ReceivedRequest,
    response: ServerResponse,
    model: string,
    answer: (body: object) => Promise<void>,
  ): Promise<void> {
    const { batch } = request.body as {
      batch?: { displayName?: string; inputConfig?: { fileName?: string } };
    };
    const inputFile = batch?.inputConfig?.fileName;
    if (!batch?.displayName) return fail(response, 400, 'INVALID_ARGUMENT', 'batch.display_name is required.');
    if (!files.some(({ id }) => id === inputFile))
      return fail(response, 404, 'NOT_FOUND', `File ${String(inputFile)} was not found.`);
    if (model === 'models/gemini-none')
      return fail(response, 404, 'NOT_FOUND', `${model} is not found, or is not supported for batchGenerateContent.`);
    const stored: StoredBatch = {
      id: `batches/b${batches.length + 1}`,
      model,
      displayName: batch.displayName,
      inputFile: inputFile!,
      state: 'PENDING',
      looks: 0,
      lists: 0,
      isCancelled: false,
      createdAt: new Date().toISOString(),
      error: null,
      outputFile: null,
      counts: { total: 0, good: 0, bad: 0 },
    };
    batches.push(stored);
    return answer(operationOf(stored));
  }

  function advance(batch: StoredBatch): void {
    if (ended.includes(batch.state)) return;
    const lines = files
      .find(({ id }) => id === batch.inputFile)!
      .content.trim()
      .split('\n');
    batch.counts.total = lines.length;
    if (batch.isCancelled) {
      batch.state = 'CANCELLED';
      batch.error = { code: 1, message: 'The operation was cancelled.' };
      return;
    }
    batch.state = nextStatus(options.statuses ?? usualStatuses, batch.looks++);
    if (batch.state === 'FAILED') batch.error = { code: 13, message: 'Internal error encountered.' };
    if (batch.state === 'SUCCEEDED') finish(batch, lines);
  }

  function finish(batch: StoredBatch, lines: string[]): void {
    const results = lines.map((text) => {
      const { key, request } = JSON.parse(text) as BatchLine;
      const fault = faultIn(request);
      const prompt = request.contents
        .at(-1)!
        .parts.map(({ text: words = '' }) => words)
        .join('');
      const said = fault ?? options.answer?.(prompt, request.generationConfig ?? {}) ?? 'Hello';
      if (typeof said === 'string') return { key, response: replyOf(batch.model, said) };
      return { key, error: { code: 3, message: said.message, status: 'INVALID_ARGUMENT' } };
    });
    const good = results.filter((result) => 'response' in result).length;
    batch.counts = { total: lines.length, good, bad: lines.length - good };
    // Nobody should rely on the order.
    const written = results.reverse().map((result) => JSON.stringify(result));
    batch.outputFile = `files/batch-${batch.id.replace('batches/', '')}`;
    files.push({ id: batch.outputFile, content: `${(options.mangle?.(written) ?? written).join('\n')}\n` });
  }

  function operationOf(batch: StoredBatch): object {
    const isDone = ended.includes(batch.state);
    const { total, good, bad } = batch.counts;
    return {
      name: batch.id,
      metadata: {
        '@type': 'type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch',
        model: batch.model,
        displayName: batch.displayName,
        state: `BATCH_STATE_${batch.state}`,
        createTime: batch.createdAt,
        inputConfig: { fileName: batch.inputFile },
        batchStats: {
          requestCount: String(total),
          successfulRequestCount: String(good),
          failedRequestCount: String(bad),
          pendingRequestCount: String(total - good - bad),
        },
        name: batch.id,
      },
      ...(isDone ? { done: true } : {}),
      ...(batch.error ? { error: batch.error } : {}),
      ...(batch.outputFile ? { response: { responsesFile: batch.outputFile } } : {}),
    };
  }
}

/** The call without the ids in it: `GET /v1beta/batches/ID`. */
function generic(call: string): string {
  return call.replace(/(models|batches|files)\/[^/:?]+/, '$1/ID').replace(/:download$/, '');
}

function faultIn(request: BatchLine['request']): { status: number; message: string } | null {
  const unknown = [
    ...Object.keys(request).filter((name) => !requestFields.includes(name)),
    ...Object.keys(request.generationConfig ?? {}).filter((name) => !configFields.includes(name)),
  ];
  if (unknown.length > 0)
    return { status: 400, message: `Invalid JSON payload received. Unknown name "${unknown[0]!}": Cannot find field.` };
  const isOdd = request.contents.some(({ role }) => role !== 'user' && role !== 'model');
  return isOdd ? { status: 400, message: 'Please use a valid role: user, model.' } : null;
}

function replyOf(model: string, text: string): object {
  return {
    candidates: [{ content: { parts: [{ text }], role: 'model' }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 3, thoughtsTokenCount: 2, totalTokenCount: 15 },
    modelVersion: model.replace('models/', ''),
    responseId: 'r1',
  };
}

function fileJson({ id, content }: StoredFile): object {
  return { name: id, mimeType: 'application/jsonl', sizeBytes: String(Buffer.byteLength(content)), state: 'ACTIVE' };
}

function fail(response: ServerResponse, code: number, status: string, message: string): Promise<void> {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code, message, status } }));
  return Promise.resolve();
}
