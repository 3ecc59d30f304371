// A server that speaks Mistral's batch jobs. Written from the documentation of the API; it refuses what the API refuses.

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

interface StoredJob {
  id: string;
  inputFile: string;
  model: string;
  metadata: { [name: string]: string } | null;
  status: string;
  looks: number;
  lists: number;
  createdAt: number;
  errors: { message: string; count: number }[];
  outputFile: string | null;
  errorFile: string | null;
  counts: { total: number; succeeded: number; failed: number };
}

interface JobLine {
  custom_id: string;
  body: { [name: string]: unknown };
}

export interface MistralBatchServer extends TestServer {
  files: StoredFile[];
  batches: StoredJob[];
}

const usualStatuses = ['QUEUED', 'RUNNING', 'SUCCESS'];
const ended = ['SUCCESS', 'FAILED', 'TIMEOUT_EXCEEDED', 'CANCELLED'];

/** Starts the server. The base URL for clients is `url + '/v1'`. */
export async function startMistralBatchServer(options: BatchServerOptions = {}): Promise<MistralBatchServer> {
  const files: StoredFile[] = [];
  const batches: StoredJob[] = [];
  const calls = new BatchCalls(options);
  const server = await startServer(async (request, response) => {
    if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`)
      return fail(response, 401, 'Unauthorized');
    const url = new URL(request.path, 'http://server');
    const isFile = url.pathname.startsWith('/v1/files');
    if (!isFile && !url.pathname.startsWith('/v1/batch/jobs'))
      return fail(response, 404, 'no Route matched with those values');
    const [id = '', verb] = url.pathname
      .replace(isFile ? '/v1/files' : '/v1/batch/jobs', '')
      .split('/')
      .slice(1);
    const call = `${request.method} ${url.pathname}`.replace(id === '' ? '\n' : `/${id}`, '/ID');
    if (!(await calls.mayBegin(response, call))) return;
    const answer = (body: object): Promise<void> => calls.answer(response, call, JSON.stringify(body));
    if (id === '' && request.method === 'POST')
      return isFile ? upload(request, response, answer) : create(request, response, answer);
    if (id === '') {
      const search = url.searchParams.get('search') ?? '';
      const newestFirst = isFile
        ? files.filter(({ filename }) => filename.includes(search)).map(fileJson)
        : listed(batches, options.listsLate).map(jobJson).reverse();
      const size = Number(url.searchParams.get('page_size') ?? 100);
      const from = Number(url.searchParams.get('page') ?? 0) * size;
      return answer({ data: newestFirst.slice(from, from + size), object: 'list', total: newestFirst.length });
    }
    if (isFile) {
      const file = files.find((one) => one.id === id);
      if (!file) return fail(response, 404, 'No file matches the given query.');
      return verb === 'content'
        ? calls.answer(response, call, file.content, 'application/octet-stream')
        : answer(fileJson(file));
    }
    const job = batches.find((one) => one.id === id);
    if (!job) return fail(response, 404, 'Batch job not found.');
    if (verb === 'cancel') {
      if (ended.includes(job.status)) return fail(response, 400, `Batch job ${id} can not be cancelled.`);
      job.status = 'CANCELLATION_REQUESTED';
    } else advance(job);
    return answer(jobJson(job));
  });
  return { ...server, files, batches };

  function upload(
    request: ReceivedRequest,
    response: ServerResponse,
    answer: (body: object) => Promise<void>,
  ): Promise<void> {
    const field = formFields(request);
    const file = field('file');
    if (!file) return fail(response, 422, { detail: [{ loc: ['body', 'file'], msg: 'Field required' }] });
    const purpose = field('purpose')?.value ?? 'fine-tune';
    if (!['fine-tune', 'batch', 'ocr'].includes(purpose)) return fail(response, 422, `Invalid purpose ${purpose}.`);
    const stored = { id: crypto.randomUUID(), filename: filenameIn(file), purpose, content: file.value };
    files.push(stored);
    return answer(fileJson(stored));
  }

  function create(
    request: ReceivedRequest,
    response: ServerResponse,
    answer: (body: object) => Promise<void>,
  ): Promise<void> {
    const { input_files: inputFiles, endpoint, model, metadata = null, timeout_hours: timeout = 24 } = request.body;
    const [inputFile] = Array.isArray(inputFiles) ? (inputFiles as string[]) : [];
    if (!files.some(({ id, purpose }) => id === inputFile && purpose === 'batch'))
      return fail(response, 400, 'Input files not found, or not of the purpose batch.');
    if (endpoint !== '/v1/chat/completions') return fail(response, 422, `Input should be '/v1/chat/completions'.`);
    if (typeof model !== 'string') return fail(response, 400, 'A model is needed.');
    if (typeof timeout !== 'number' || timeout < 1 || timeout >= 168) return fail(response, 422, 'Odd timeout_hours.');
    const job: StoredJob = {
      id: crypto.randomUUID(),
      inputFile: inputFile!,
      model,
      metadata: metadata as StoredJob['metadata'],
      status: 'QUEUED',
      looks: 0,
      lists: 0,
      createdAt: Math.floor(Date.now() / 1000),
      errors: [],
      outputFile: null,
      errorFile: null,
      counts: { total: 0, succeeded: 0, failed: 0 },
    };
    batches.push(job);
    return answer(jobJson(job));
  }

  function linesOf({ inputFile }: StoredJob): JobLine[] {
    const { content } = files.find(({ id }) => id === inputFile)!;
    return content
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as JobLine);
  }

  function advance(job: StoredJob): void {
    if (ended.includes(job.status)) return;
    if (job.status === 'CANCELLATION_REQUESTED') return finish(job, 'CANCELLED', options.done ?? 0);
    const lines = linesOf(job);
    job.counts.total = lines.length;
    if (
      lines.some(({ body }) => body.model !== undefined && body.model !== job.model) ||
      job.model === 'mistral-none'
    ) {
      job.errors = [{ message: `Invalid model: ${job.model}`, count: lines.length }];
      job.status = 'FAILED';
      return;
    }
    const status = nextStatus(options.statuses ?? usualStatuses, job.looks++);
    if (status === 'SUCCESS') finish(job, status, Infinity);
    else if (status === 'TIMEOUT_EXCEEDED' || status === 'CANCELLED') finish(job, status, options.done ?? 0);
    else job.status = status;
  }

  function finish(job: StoredJob, status: string, done: number): void {
    job.status = status;
    const results = linesOf(job)
      .slice(0, done)
      .map(({ custom_id: customId, body }) => {
        const said = options.answer?.(lastWords(body), body) ?? 'Hello';
        const isGood = typeof said === 'string';
        const line = isGood
          ? outputLine(customId, 200, chatReply(job.model, said))
          : outputLine(customId, said.status, { object: 'error', message: said.message, param: said.param ?? null });
        return { isGood, text: JSON.stringify(line) };
      });
    const good = results.filter(({ isGood }) => isGood).map(({ text }) => text);
    const bad = results.filter(({ isGood }) => !isGood).map(({ text }) => text);
    job.counts = { total: job.counts.total, succeeded: good.length, failed: bad.length };
    // Nobody promises an order.
    job.outputFile = keep(options.mangle?.(good.reverse()) ?? good.reverse(), 'results');
    job.errorFile = keep(bad, 'errors');
  }

  function keep(lines: string[], name: string): string | null {
    if (lines.length === 0) return null;
    const id = crypto.randomUUID();
    files.push({ id, filename: `${name}.jsonl`, purpose: 'batch', content: `${lines.join('\n')}\n` });
    return id;
  }
}

function fileJson({ id, filename, purpose, content }: StoredFile): object {
  const bytes = Buffer.byteLength(content);
  return {
    id,
    object: 'file',
    bytes,
    created_at: 1_760_000_000,
    filename,
    purpose,
    sample_type: 'batch_request',
    source: 'upload',
  };
}

function jobJson(job: StoredJob): object {
  const { total, succeeded, failed } = job.counts;
  return {
    id: job.id,
    object: 'batch',
    input_files: [job.inputFile],
    metadata: job.metadata,
    endpoint: '/v1/chat/completions',
    model: job.model,
    agent_id: null,
    output_file: job.outputFile,
    error_file: job.errorFile,
    errors: job.errors,
    outputs: null,
    status: job.status,
    created_at: job.createdAt,
    total_requests: total,
    completed_requests: succeeded + failed,
    succeeded_requests: succeeded,
    failed_requests: failed,
    started_at: null,
    completed_at: null,
  };
}

function fail(response: ServerResponse, status: number, message: string | object): Promise<void> {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ object: 'error', message, type: 'invalid_request_error', param: null, code: null }));
  return Promise.resolve();
}
