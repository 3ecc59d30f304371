// The adapter for Anthropic's Messages protocol, through the `@anthropic-ai/sdk` package.

import type { APIPromise } from '@anthropic-ai/sdk';
import type { Stream } from '@anthropic-ai/sdk/streaming';
import type {
  Base64ImageSource,
  ImageBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages';
import { apiError, connectionError, cutOffError, keyProblem, malformedError, recordedUrl } from './apiFailure';
import type { CallTarget } from './apiFailure';
import { readError, readErrorBody } from './errorBody';
import { ProviderError } from './provider';
import { emptyReply } from './emptyReply';
import { messagesWithImages } from './messagesWithImages';
import type { Connection, ModelReply, ModelRequest, Provider, ReplyListener, SentImage } from './provider';
import { recordedHeaders } from './recordedHeaders';
import { scrubFor } from './scrubber';
import { heardBy, timedFetch } from './timedFetch';

export const anthropicBaseUrl = 'https://api.anthropic.com';

/** The protocol demands a limit. This is room for any answer of a benchmark; a model that allows less is given its most. */
export const defaultMaxTokens = 8192;

/** The longest time a timer can count: the runner owns time-outs, the SDK's is out of the way. */
const noTimeout = 2 ** 31 - 1;

/** Loads the SDK and makes the adapter. */
export async function connectAnthropic(connection: Connection): Promise<Provider> {
  const sdk = await import('@anthropic-ai/sdk');
  const baseUrl = connection.baseUrl ?? anthropicBaseUrl;
  const target: CallTarget = {
    label: 'Anthropic',
    url: `${baseUrl}/v1/messages`,
    keyVariable: 'ANTHROPIC_API_KEY',
    isLocal: false,
    ...(connection.apiKey === undefined ? {} : { apiKey: connection.apiKey }),
    scrub: scrubFor(connection),
  };
  const client = new sdk.Anthropic({
    // A key given here keeps the SDK from looking for credentials anywhere else; without one its header is left out below.
    apiKey: connection.apiKey ?? 'none',
    baseURL: baseUrl,
    ...(connection.query === undefined ? {} : { defaultQuery: connection.query }),
    maxRetries: 0,
    timeout: noTimeout,
    logLevel: 'off',
    openTelemetry: false,
    fetch: timedFetch,
    dangerouslyAllowBrowser: true,
    defaultHeaders: {
      'X-Stainless-Timeout': null,
      ...(connection.apiKey === undefined ? { Authorization: null } : {}),
    },
  });
  /** The most tokens a model allows, by name, learnt from its refusal of the default. */
  const allowedTokens = new Map<string, number>();

  const toProviderError = (error: unknown, hasImages: boolean): ProviderError => {
    const asked: CallTarget = { ...target, hasImages };
    if (error instanceof ProviderError) return error;
    if (error instanceof SyntaxError) return malformedError(target, error);
    if (!(error instanceof sdk.APIError) || error instanceof sdk.APIConnectionError)
      return connectionError(target, error);
    if (error.status !== undefined) {
      // Without a JSON body the SDK leaves nothing but a message that begins with the status.
      const body =
        error.error === undefined ? readErrorBody(error.message.replace(/^\d{3} /, '')) : readError(error.error);
      return apiError(
        asked,
        { ...body, status: error.status, ...(error.headers ? { headers: error.headers } : {}) },
        error,
      );
    }
    const body = readError(error.error);
    const status = statusOfErrorType[body.type ?? ''];
    return apiError(asked, { ...body, ...(status === undefined ? {} : { status }), isMidStream: true }, error);
  };

  const start = async (request: ModelRequest, listener: ReplyListener, signal: AbortSignal) => {
    const parameters = { stream: true as const, max_tokens: allowedTokens.get(request.model.name) ?? defaultMaxTokens };
    listener.onSent({ url: recordedUrl(target.url), parameters });
    const body: MessageCreateParamsStreaming = { ...parameters, ...messagesOf(request), model: request.model.name };
    // Not `messages.create`: that writes to the console, at every call, when the SDK thinks a model old.
    return heardBy(listener.wire, () =>
      (
        client.post('/v1/messages', { body, stream: true, signal }) as APIPromise<Stream<RawMessageStreamEvent>>
      ).withResponse(),
    );
  };

  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const problem = keyProblem(target);
      if (problem) throw problem;
      try {
        // As this request was sent: another one, under way at the same time, may have learnt the limit meanwhile.
        const hasLearnt = allowedTokens.has(request.model.name);
        const { data, response } = await start(request, listener, signal).catch((error: unknown) => {
          const allowed = error instanceof sdk.APIError && error.status === 400 ? allowedIn(error.message) : undefined;
          if (allowed === undefined || hasLearnt) throw error;
          allowedTokens.set(request.model.name, allowed);
          return start(request, listener, signal);
        });
        listener.onHeaders(recordedHeaders(response.headers));
        const { reply, isComplete } = await readStream(data, listener);
        // The SDK ends an aborted stream as if it were complete.
        signal.throwIfAborted();
        if (!isComplete) throw cutOffError(target, 'its last event, message_stop');
        return reply;
      } catch (error) {
        signal.throwIfAborted();
        throw toProviderError(error, request.images.length > 0);
      }
    },
  };
}

/** System messages have a parameter of their own in this protocol. A message with pictures is a list of blocks, the pictures first. */
function messagesOf(request: ModelRequest): Pick<MessageCreateParamsStreaming, 'messages' | 'system'> {
  const system = request.messages.filter((message) => message.role === 'system').map((message) => message.content);
  return {
    messages: messagesWithImages(request).flatMap(({ role, content, images }) => {
      if (role === 'system') return [];
      const message: MessageParam = {
        role,
        content: images.length === 0 ? content : [...images.map(imageBlock), { type: 'text', text: content }],
      };
      return [message];
    }),
    ...(system.length > 0 ? { system: system.join('\n\n') } : {}),
  };
}

/** A type of picture that the API doesn't take is refused by it, in better words than could be found here. */
function imageBlock({ mediaType, base64 }: SentImage): ImageBlockParam {
  return {
    type: 'image',
    source: { type: 'base64', media_type: mediaType as Base64ImageSource['media_type'], data: base64 },
  };
}

/** The limit named by `max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens for ...`. */
function allowedIn(message: string): number | undefined {
  const found = /max_tokens: \d+ > (\d+)/.exec(message);
  return found ? Number(found[1]) : undefined;
}

async function readStream(
  stream: AsyncIterable<RawMessageStreamEvent>,
  listener: ReplyListener,
): Promise<{ reply: ModelReply; isComplete: boolean }> {
  const reply = emptyReply();
  let isComplete = false;
  const input = { fresh: null as number | null, read: null as number | null, written: null as number | null };
  for await (const event of stream) {
    listener.onChunk();
    switch (event.type) {
      case 'message_start':
        reply.id = event.message.id;
        reply.model = event.message.model;
        takeInput(input, event.message.usage);
        break;
      case 'content_block_start':
        if (event.content_block.type === 'text' && event.content_block.text !== '')
          listener.onText('answer', event.content_block.text);
        break;
      case 'content_block_delta':
        if (event.delta.type === 'text_delta' && event.delta.text !== '') listener.onText('answer', event.delta.text);
        if (event.delta.type === 'thinking_delta' && event.delta.thinking !== '')
          listener.onText('reasoning', event.delta.thinking);
        break;
      case 'message_delta':
        reply.finishReason = event.delta.stop_reason ?? reply.finishReason;
        if (event.usage) {
          takeInput(input, event.usage);
          reply.tokens.output = event.usage.output_tokens ?? reply.tokens.output;
          reply.tokens.reasoning = event.usage.output_tokens_details?.thinking_tokens ?? reply.tokens.reasoning;
        }
        break;
      case 'message_stop':
        isComplete = true;
        break;
      default:
        // The end of a block, and kinds of event that are still to be invented.
        break;
    }
  }
  if (input.fresh !== null) reply.tokens.input = input.fresh + (input.read ?? 0) + (input.written ?? 0);
  reply.tokens.cached = input.read;
  reply.stoppedBy = stoppedBy(reply.finishReason);
  return { reply, isComplete };
}

interface InputUsage {
  input_tokens?: number | null;
  cache_read_input_tokens?: number | null;
  cache_creation_input_tokens?: number | null;
}

/** The counts are cumulative and a later event may leave them out. `input_tokens` is without what the cache took or gave. */
function takeInput(
  input: { fresh: number | null; read: number | null; written: number | null },
  usage: InputUsage,
): void {
  input.fresh = usage.input_tokens ?? input.fresh;
  input.read = usage.cache_read_input_tokens ?? input.read;
  input.written = usage.cache_creation_input_tokens ?? input.written;
}

function stoppedBy(stopReason: string | null): ModelReply['stoppedBy'] {
  if (stopReason === 'max_tokens' || stopReason === 'model_context_window_exceeded') return 'length';
  return stopReason === 'refusal' ? 'refusal' : 'none';
}

/** The HTTP status that each documented kind of error has outside a stream. */
const statusOfErrorType: { readonly [type: string]: number | undefined } = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};
