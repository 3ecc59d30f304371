// A server that speaks Ollama's chat protocol: JSON lines, the server's own times in nanoseconds on the last one.
// Written from the vendor's documentation of its wire format.

import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  countsOf,
  messagesIn,
  RefusedRequest,
  refusing,
  replyChooser,
  replyOf,
  sentRaw,
  stopBeforeHeaders,
  streamText,
} from './behavior';
import type { Answer, Behavior, Failure, Reply, TokenCounts } from './behavior';
import { ollamaPictureTokens, receivePicture } from './receivedPictures';
import type { ReceivedPicture } from './receivedPictures';
import { startServer } from './testServer';
import type { RequestHandler, TestServer } from './testServer';

/** What the server says of its own times, ms; it goes out as nanoseconds. */
interface OllamaTimes {
  total?: number;
  load?: number;
  promptEvaluation?: number;
  evaluation?: number;
}

interface OllamaBehavior extends Behavior {
  times?: OllamaTimes;
  /** The URL that the server had the answer from, when it passed the request on. */
  remoteHost?: string;
}

export interface OllamaServerOptions {
  /** What to do with each call; default: answer `Hello`. */
  reply?: Reply<OllamaBehavior>;
  /** The answer by prompt and pictures: the short form of `reply`. */
  answer?: Answer;
  /** Names of the models that are pulled; any name when absent. */
  models?: string[];
  /** What `/api/show` says of each model; `null` for a server that is too old to say. Default: `completion` and `vision`. */
  capabilities?: { [model: string]: string[] } | null;
  /** The longest context of each model, as `/api/show` says it, tokens; not said of a model that is missing. */
  contextLimits?: { [model: string]: number };
  /** The window that a model is loaded with, tokens, whatever is asked for; default: what is asked for, else 4096, and at most its limit. `null` for a server whose `/api/ps` is too old to say. */
  loadedWindows?: { [model: string]: number } | null;
  /** What `/api/pull` says, line by line; `hangs`: nothing after the first line. */
  pulling?: object[] | 'hangs';
  /** What `/api/ps` is answered with instead of the loaded models. */
  runningFailure?: Failure;
  port?: number;
}

/** Starts the server. `url` is what `OLLAMA_HOST` takes. */
export async function startOllamaServer(options: OllamaServerOptions = {}): Promise<TestServer> {
  const choose = replyChooser<OllamaBehavior>(replyOf(options));
  const loaded = new Map<string, number>();
  const load = (model: string, wanted = 4096): void => {
    const window = options.loadedWindows?.[model] ?? Math.min(wanted, options.contextLimits?.[model] ?? wanted);
    loaded.set(model, window);
  };
  const answer: RequestHandler = async (request, response) => {
    if (request.path === '/api/tags' && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify({ models: (options.models ?? []).map(listedModel) }));
      return;
    }
    if (request.path === '/api/ps' && request.method === 'GET') {
      if (options.runningFailure) return sendFailure(response, options.runningFailure);
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      const models = [...loaded].map(([name, window]) =>
        runningModel(name, options.loadedWindows === null ? undefined : window),
      );
      response.end(JSON.stringify({ models }));
      return;
    }
    if (request.path === '/api/show' && request.method === 'POST') {
      const name = String(request.body.model);
      if (options.models && !options.models.includes(name))
        return sendFailure(response, { status: 404, message: `model '${name}' not found` });
      const contextLength = options.contextLimits?.[name];
      const capabilities =
        options.capabilities === null ? {} : { capabilities: options.capabilities?.[name] ?? ['completion', 'vision'] };
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(
        JSON.stringify({
          details: { format: 'gguf', family: 'llama' },
          model_info: {
            'general.architecture': 'llama',
            ...(contextLength === undefined ? {} : { 'llama.context_length': contextLength }),
          },
          ...capabilities,
        }),
      );
      return;
    }
    if (request.path === '/api/pull' && request.method === 'POST') {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write(`${JSON.stringify({ status: 'pulling manifest' })}\n`);
      if (options.pulling === 'hangs') return;
      const name = String(request.body.model);
      for (const line of options.pulling ?? [{ status: 'success' }]) response.write(`${JSON.stringify(line)}\n`);
      if (!options.pulling) options.models?.push(name);
      response.end();
      return;
    }
    if (request.path !== '/api/chat' || request.method !== 'POST') {
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('404 page not found');
      return;
    }
    const pictures = picturesIn(request.body);
    const { call, behavior } = await choose(request, pictures);
    if (options.models && !options.models.includes(call.model)) {
      return sendFailure(response, { status: 404, message: `model '${call.model}' not found` });
    }
    load(call.model, (request.body.options as { num_ctx?: number } | undefined)?.num_ctx);
    if (await stopBeforeHeaders(behavior, response)) return;
    if (behavior.failure) return sendFailure(response, behavior.failure);
    if (await sentRaw(behavior, response)) return;
    await stream(
      response,
      behavior,
      call.model,
      countsOf(behavior, call.prompt, pictures.length * ollamaPictureTokens),
    );
  };
  return startServer(refusing(answer, sendFailure), options.port);
}

/** The pictures of the messages, checked as Ollama checks them. Throws `RefusedRequest`. */
function picturesIn(body: { [name: string]: unknown }): ReceivedPicture[] {
  return messagesIn(body).flatMap(({ content, images }) => {
    if (typeof content !== 'string')
      throw new RefusedRequest({
        status: 400,
        message: 'json: cannot unmarshal array into Go struct field ChatRequest.messages.content of type string',
      });
    return ((images ?? []) as unknown[]).map((image) => {
      const picture = typeof image === 'string' ? receivePicture(image, null) : 'notBase64';
      if (picture === 'notBase64')
        throw new RefusedRequest({ status: 400, message: 'illegal base64 data at input byte 4' });
      if (typeof picture === 'string')
        throw new RefusedRequest({ status: 500, message: 'Failed to load image or audio file' });
      return picture;
    });
  });
}

/** A model as `/api/tags` lists it; the digest follows from the name. */
function listedModel(name: string): object {
  const full = name.includes(':') ? name : `${name}:latest`;
  const digest = createHash('sha256').update(full).digest('hex');
  return {
    name: full,
    model: full,
    size: 4_661_224_676,
    digest,
    details: { format: 'gguf', family: 'llama', parameter_size: '8.0B', quantization_level: 'Q4_K_M' },
  };
}

/** A model as `/api/ps` lists it. */
function runningModel(name: string, contextLength: number | undefined): object {
  return {
    ...listedModel(name),
    expires_at: '2025-10-26T17:31:21.196249Z',
    size_vram: 4_661_224_676,
    ...(contextLength === undefined ? {} : { context_length: contextLength }),
  };
}

async function stream(
  response: ServerResponse,
  behavior: OllamaBehavior,
  model: string,
  counts: TokenCounts | null,
): Promise<void> {
  const send = (data: object): void => {
    response.write(`${JSON.stringify(data)}\n`);
  };
  const sendMessage = (message: object, rest: object = { done: false }): void => {
    send({ model, created_at: '2025-10-26T17:21:21.196249Z', message: { role: 'assistant', ...message }, ...rest });
  };

  response.writeHead(200, {
    'content-type': 'application/x-ndjson',
    'set-cookie': 'session=must-not-be-recorded',
    ...behavior.headers,
  });
  response.flushHeaders();
  const isWhole = await streamText(behavior, response, {
    chunk: (kind, text) => sendMessage(kind === 'answer' ? { content: text } : { content: '', thinking: text }),
    malformed: (text) => response.write(`${text}\n`),
    error: (failure) => send({ error: failure.message }),
  });
  if (!isWhole) return;
  if (behavior.finishReason !== null) {
    const times = { total: 900, load: 250, promptEvaluation: 100, evaluation: 500, ...behavior.times };
    sendMessage(
      { content: '' },
      {
        done: true,
        done_reason: behavior.finishReason ?? 'stop',
        ...(behavior.remoteHost === undefined ? {} : { remote_model: model, remote_host: behavior.remoteHost }),
        total_duration: nanoseconds(times.total),
        load_duration: nanoseconds(times.load),
        prompt_eval_duration: nanoseconds(times.promptEvaluation),
        eval_duration: nanoseconds(times.evaluation),
        ...(counts ? { prompt_eval_count: counts.input, eval_count: counts.output } : {}),
      },
    );
  }
  response.end();
}

function nanoseconds(ms: number): number {
  return Math.round(ms * 1e6);
}

function sendFailure(response: ServerResponse, failure: Failure): void {
  response.writeHead(failure.status, { 'content-type': 'application/json; charset=utf-8', ...failure.headers });
  response.end(failure.rawBody ?? JSON.stringify({ error: failure.message }));
}
