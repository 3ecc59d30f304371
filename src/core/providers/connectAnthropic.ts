// The adapter for Anthropic's Messages protocol, through the `@anthropic-ai/sdk` package.

import type {
  Base64ImageSource,
  ImageBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
} from '@anthropic-ai/sdk/resources/messages';
import { builtRequest, postQuestion } from './postQuestion';
import { keyProblem, recordedUrl, type CallTarget } from './apiFailure';
import { callError } from './callError';
import { failureIn } from './failedAnswer';
import { messagesReading } from './messagesReading';
import { messagesWithImages } from './messagesWithImages';
import type { Connection, ModelReply, ModelRequest, Provider, ReplyListener, SentImage } from './provider';
import { readAnswer } from './readAnswer';
import { scrubFor } from './scrubber';

export const anthropicBaseUrl = 'https://api.anthropic.com';

/** The protocol demands a limit. This is room for any answer of a benchmark; a model that allows less is given its most. */
export const defaultMaxTokens = 8192;

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
    logLevel: 'off',
    openTelemetry: false,
    dangerouslyAllowBrowser: true,
    defaultHeaders: {
      'X-Stainless-Timeout': null,
      ...(connection.apiKey === undefined ? { Authorization: null } : {}),
    },
  });
  // But for the body, all requests are the same.
  const built = builtRequest(await client.buildRequest({ method: 'post', path: '/v1/messages', body: {} }));
  /** The most tokens a model allows, by name, learnt from its refusal of the default. */
  const allowedTokens = new Map<string, number>();

  const askOnce = async (
    request: ModelRequest,
    maxTokens: number,
    listener: ReplyListener,
    signal: AbortSignal,
  ): Promise<ModelReply> => {
    const parameters = { stream: true as const, max_tokens: maxTokens };
    listener.onSent({ url: recordedUrl(target.url), parameters });
    const body: MessageCreateParamsStreaming = { ...parameters, ...messagesOf(request), model: request.model.name };
    const response = await postQuestion(built, JSON.stringify(body), { signal, wire: listener.wire });
    return readAnswer(response, target, listener, messagesReading);
  };

  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const problem = keyProblem(target);
      if (problem) throw problem;
      const { name } = request.model;
      let maxTokens = allowedTokens.get(name) ?? defaultMaxTokens;
      for (;;) {
        try {
          const reply = await askOnce(request, maxTokens, listener, signal);
          signal.throwIfAborted();
          return reply;
        } catch (error) {
          signal.throwIfAborted();
          const failure = failureIn(error);
          const allowed = failure?.status === 400 ? allowedIn(failure.message) : undefined;
          // As this request was sent: another one, under way at the same time, may have learnt the limit meanwhile.
          if (allowed === undefined || allowed >= maxTokens)
            throw callError({ ...target, hasImages: request.images.length > 0 }, error);
          allowedTokens.set(name, allowed);
          maxTokens = allowed;
        }
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
