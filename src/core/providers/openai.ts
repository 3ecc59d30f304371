// The adapter for OpenAI's chat completions protocol, through the `openai` package. Every OpenAI-compatible service goes
// through it; what differs between services is a row in `services.ts` or a tolerance here, never a second adapter.

import type {
  ChatCompletionChunk,
  ChatCompletionContentPart,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { apiError, connectionError, cutOffError, keyProblem, malformedError, recordedUrl } from './apiFailure';
import type { CallTarget } from './apiFailure';
import { isRecord, readError, readErrorBody } from './errorBody';
import { messagesWithImages } from './messagesWithImages';
import { readOpenAiUsage } from './openaiUsage';
import { ProviderError } from './provider';
import { emptyReply } from './emptyReply';
import type { Connection, ModelReply, ModelRequest, Provider, ReplyListener } from './provider';
import { recordedHeaders } from './recordedHeaders';
import { scrubFor } from './scrubber';
import { heardBy, timedFetch } from './timedFetch';

export interface OpenAiSettings {
  label: string;
  defaultBaseUrl: string;
  keyVariable?: string;
  isLocal: boolean;
  /** False for a service that gives token counts unasked and refuses `stream_options`. */
  asksForUsage: boolean;
  /**
   * True for OpenAI itself, whose account variables (`OPENAI_ORG_ID`, `OPENAI_PROJECT_ID`) are sent to no other service, and whose `detail` of a
   * picture not every other service knows.
   */
  isOpenAi: boolean;
}

/** The longest time a timer can count: the runner owns time-outs, the SDK's is out of the way. */
const noTimeout = 2 ** 31 - 1;

/** For a base URL that lacks what nearly every service has in it. */
const unversionedAdvice =
  'Check the spelling of the model, and the base URL: /chat/completions is appended to it, and most services want one that ends in /v1.';

/** Loads the SDK and makes the adapter for one service. */
export async function connectOpenAi(settings: OpenAiSettings, connection: Connection): Promise<Provider> {
  const sdk = await import('openai');
  const baseUrl = connection.baseUrl ?? settings.defaultBaseUrl;
  const target: CallTarget = {
    label: settings.label,
    url: `${baseUrl}/chat/completions`,
    isLocal: settings.isLocal,
    ...(/\/v\d\w*(\/|$)/.test(baseUrl) ? {} : { notFoundAdvice: unversionedAdvice }),
    ...(settings.keyVariable === undefined ? {} : { keyVariable: settings.keyVariable }),
    ...(connection.apiKey === undefined ? {} : { apiKey: connection.apiKey }),
    scrub: scrubFor(connection),
  };
  const client = new sdk.OpenAI({
    // The SDK insists on a key; without one its header is left out below.
    apiKey: connection.apiKey ?? 'none',
    adminAPIKey: null,
    ...(settings.isOpenAi ? {} : { organization: null, project: null }),
    baseURL: baseUrl,
    ...(connection.query === undefined ? {} : { defaultQuery: connection.query }),
    maxRetries: 0,
    timeout: noTimeout,
    logLevel: 'off',
    // The engine may run where a `navigator` exists; it is never a browser.
    dangerouslyAllowBrowser: true,
    defaultHeaders: {
      'X-Stainless-Timeout': null,
      ...(settings.isOpenAi ? {} : withoutCustomHeaders()),
      ...(connection.apiKey === undefined ? { Authorization: null } : {}),
    },
    fetch: fetchWithOpenAiErrors,
  });
  // Remembered for the connection: a service that refused the option once is not asked again.
  let asksForUsage = settings.asksForUsage;

  const toProviderError = (error: unknown, hasImages: boolean): ProviderError => {
    const asked: CallTarget = { ...target, hasImages };
    if (error instanceof ProviderError) return error;
    if (error instanceof SyntaxError) return malformedError(target, error);
    if (!(error instanceof sdk.APIError) || error instanceof sdk.APIConnectionError)
      return connectionError(target, error);
    const body = readError(error.error ?? error.message);
    if (error.status !== undefined) {
      return apiError(
        asked,
        { ...body, status: error.status, ...(error.headers ? { headers: error.headers } : {}) },
        error,
      );
    }
    return apiError(asked, { ...body, ...statusOfStreamError(body), isMidStream: true }, error);
  };

  const start = async (request: ModelRequest, listener: ReplyListener, signal: AbortSignal) => {
    const parameters: Omit<ChatCompletionCreateParamsStreaming, 'model' | 'messages'> = {
      stream: true,
      ...(asksForUsage ? { stream_options: { include_usage: true } } : {}),
      ...(request.model.reasoningEffort ? { reasoning_effort: request.model.reasoningEffort } : {}),
    };
    const refused = settings.asksForUsage && !asksForUsage ? { refused: ['stream_options'] } : {};
    listener.onSent({ url: recordedUrl(target.url), parameters: { ...parameters }, ...refused });
    return heardBy(listener.wire, () =>
      client.chat.completions
        .create(
          { ...parameters, model: request.model.name, messages: messagesOf(request, settings.isOpenAi) },
          { signal },
        )
        .withResponse(),
    );
  };

  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const problem = keyProblem(target);
      if (problem) throw problem;
      try {
        // As this request was sent: another one, under way at the same time, may have learnt of the refusal meanwhile.
        const hasAskedForUsage = asksForUsage;
        const { data, response } = await start(request, listener, signal).catch((error: unknown) => {
          if (!hasAskedForUsage || !refusesStreamOptions(error)) throw error;
          asksForUsage = false;
          return start(request, listener, signal);
        });
        listener.onHeaders(recordedHeaders(response.headers));
        const reply = await readStream(data, listener, target);
        // The SDK ends an aborted stream as if it were complete.
        signal.throwIfAborted();
        if (reply.finishReason === null) throw cutOffError(target, 'a finish reason');
        return reply;
      } catch (error) {
        signal.throwIfAborted();
        throw toProviderError(error, request.images.length > 0);
      }
    },
  };
}

/** A message with pictures is a list of parts, the pictures first, as data URLs; one without stays a text. */
function messagesOf(request: ModelRequest, isOpenAi: boolean): ChatCompletionMessageParam[] {
  return messagesWithImages(request).map(({ role, content, images }) => {
    if (images.length === 0) return { role, content };
    const parts = images.map(({ mediaType, base64 }): ChatCompletionContentPart => ({
      type: 'image_url',
      // Left to itself OpenAI may look at a picture of 512 px.
      image_url: { url: `data:${mediaType};base64,${base64}`, ...(isOpenAi ? { detail: 'high' as const } : {}) },
    }));
    return { role: 'user', content: [...parts, { type: 'text', text: content }] };
  });
}

/** The SDK sends the headers of `OPENAI_CUSTOM_HEADERS` to whomever it speaks to; they may hold secrets and are meant for OpenAI alone. */
function withoutCustomHeaders(): { [name: string]: null } {
  const lines = (process.env.OPENAI_CUSTOM_HEADERS ?? '').split('\n').filter((line) => line.includes(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), null]));
}

async function readStream(
  stream: AsyncIterable<ChatCompletionChunk>,
  listener: ReplyListener,
  target: CallTarget,
): Promise<ModelReply> {
  const reply = emptyReply();
  let isRefused = false;
  for await (const chunk of stream) {
    if (!isRecord(chunk)) throw malformedError(target, `expected an object, got ${JSON.stringify(chunk)}`);
    listener.onChunk();
    reply.id ??= chunk.id || null;
    reply.model ??= chunk.model || null;
    if (chunk.system_fingerprint) reply.systemFingerprint = chunk.system_fingerprint;
    const usage = readOpenAiUsage(chunk);
    if (usage) {
      reply.tokens = usage.tokens;
      reply.reportedCostUsd = usage.costUsd ?? reply.reportedCostUsd;
    }
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    for (const { kind, text } of textsOf(choice.delta)) listener.onText(kind, text);
    if (choice.delta?.refusal) {
      isRefused = true;
      listener.onText('answer', choice.delta.refusal);
    }
    reply.finishReason = choice.finish_reason ?? reply.finishReason;
  }
  reply.stoppedBy = isRefused ? 'refusal' : stoppedBy(reply.finishReason);
  return reply;
}

function stoppedBy(finishReason: string | null): ModelReply['stoppedBy'] {
  if (finishReason === 'length' || finishReason === 'model_length') return 'length';
  return finishReason === 'content_filter' ? 'refusal' : 'none';
}

interface TextPiece {
  kind: 'reasoning' | 'answer';
  text: string;
}

/** The texts of a delta: `reasoning_content` or `reasoning`, then `content`, which Mistral sends as a list of parts. */
function textsOf(delta: unknown): TextPiece[] {
  if (!isRecord(delta)) return [];
  const pieces: TextPiece[] = [];
  const add = (kind: TextPiece['kind'], text: unknown): void => {
    if (typeof text === 'string' && text !== '') pieces.push({ kind, text });
  };
  add('reasoning', delta.reasoning_content || delta.reasoning);
  if (!Array.isArray(delta.content)) {
    add('answer', delta.content);
    return pieces;
  }
  for (const part of delta.content as unknown[]) {
    if (!isRecord(part)) continue;
    if (part.type !== 'thinking') add('answer', part.text);
    else
      for (const thought of Array.isArray(part.thinking) ? (part.thinking as unknown[]) : [])
        add('reasoning', isRecord(thought) ? thought.text : thought);
  }
  return pieces;
}

/** The HTTP status that an error object in the middle of a stream stands for; none when it names nothing known. */
function statusOfStreamError({ code, type }: { code: string | number | null; type: string | null }): {
  status?: number;
} {
  const number = typeof code === 'number' ? code : /^\d{3}$/.test(code ?? '') ? Number(code) : undefined;
  if (number !== undefined && number >= 400 && number <= 599) return { status: number };
  const name = `${type ?? ''} ${code ?? ''}`.toLowerCase();
  if (/rate_limit|resource_exhausted|insufficient_quota/.test(name)) return { status: 429 };
  if (/authentication|unauthorized|invalid_api_key/.test(name)) return { status: 401 };
  if (/invalid_request|invalid_argument|context_length/.test(name)) return { status: 400 };
  return {};
}

/** True for the answer of a service that does not know `stream_options` (Groq once: 400, Mistral: 422). */
function refusesStreamOptions(error: unknown): boolean {
  if (!isRecord(error) || (error.status !== 400 && error.status !== 422)) return false;
  return /stream_options|include_usage/.test(readError(error.error ?? error.message).message);
}

/**
 * The SDK reads only OpenAI's own shape of an error body and drops the words of all others: they are put into that shape here.
 * An answer that is JSON or a web page where a stream was asked for is an error too, with the words it has.
 */
async function fetchWithOpenAiErrors(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await timedFetch(input, init);
  const type = response.headers.get('content-type') ?? '';
  const isStream = response.ok && !/^\s*(application\/json|text\/html)/i.test(type);
  if (isStream) return response;
  const body = readErrorBody(await response.text());
  if (!response.ok)
    return Response.json({ error: body }, { status: response.status, headers: withoutBodyHeaders(response.headers) });
  const { status } = statusOfStreamError(body);
  const message = status === undefined ? `expected a stream of events, got ${type}: ${body.message}` : body.message;
  return Response.json(
    { error: { ...body, message } },
    { status: status ?? 502, headers: withoutBodyHeaders(response.headers) },
  );
}

function withoutBodyHeaders(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding', 'content-type']) kept.delete(name);
  return kept;
}
