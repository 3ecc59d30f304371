// The adapter for Anthropic's Messages protocol, through the `@anthropic-ai/sdk` package.

import type { Anthropic } from '@anthropic-ai/sdk';
import type {
  Base64ImageSource,
  ImageBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
} from '@anthropic-ai/sdk/resources/messages';
import { builtRequest, postQuestion } from './postQuestion';
import { keyProblem, recordedUrl, type ApiFailure, type CallTarget } from './apiFailure';
import { LearntWays } from './learntWays';
import { messagesReading } from './messagesReading';
import { messagesWithImages } from './messagesWithImages';
import type { Connection, ModelReply, ModelRequest, Provider, SentImage } from './provider';
import { readAnswer } from './readAnswer';
import { scrubFor } from './scrubber';

export const anthropicBaseUrl = 'https://api.anthropic.com';

/** The protocol demands a limit. This is room for any answer of a benchmark; a model that allows less is given its most. */
export const defaultMaxTokens = 8192;

/** Loads the SDK and makes the adapter. */
export async function connectAnthropic(connection: Connection): Promise<Provider> {
  const target = targetOf(connection);
  const client = await clientOf(connection);
  // But for the body, all requests are the same.
  const built = builtRequest(await client.buildRequest({ method: 'post', path: '/v1/messages', body: {} }));
  const limits = new LearntWays(defaultMaxTokens, limitAfter);
  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const problem = keyProblem(target);
      if (problem) throw problem;
      const { name } = request.model;
      const askIn = async (maxTokens: number): Promise<ModelReply> => {
        const parameters = { stream: true as const, max_tokens: maxTokens };
        listener.onSent({ url: recordedUrl(target.url), parameters });
        const body: MessageCreateParamsStreaming = { ...parameters, ...messagesOf(request), model: name };
        const response = await postQuestion(built, JSON.stringify(body), { signal, wire: listener.wire });
        return readAnswer(response, target, listener, messagesReading);
      };
      const asked = { ...target, hasImages: request.images.length > 0 };
      return limits.ask({ model: name, askIn, targetOf: () => asked }, signal);
    },
  };
}

async function clientOf(connection: Connection): Promise<Anthropic> {
  const sdk = await import('@anthropic-ai/sdk');
  return new sdk.Anthropic({
    // A key given here keeps the SDK from looking for credentials anywhere else; without one its header is left out below.
    apiKey: connection.apiKey ?? 'none',
    baseURL: connection.baseUrl ?? anthropicBaseUrl,
    ...(connection.query === undefined ? {} : { defaultQuery: connection.query }),
    logLevel: 'off',
    openTelemetry: false,
    dangerouslyAllowBrowser: true,
    defaultHeaders: {
      'X-Stainless-Timeout': null,
      ...(connection.apiKey === undefined ? { Authorization: null } : {}),
    },
  });
}

function targetOf(connection: Connection): CallTarget {
  return {
    label: 'Anthropic',
    url: `${connection.baseUrl ?? anthropicBaseUrl}/v1/messages`,
    keyVariable: 'ANTHROPIC_API_KEY',
    isLocal: false,
    ...(connection.apiKey === undefined ? {} : { apiKey: connection.apiKey }),
    scrub: scrubFor(connection),
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

/** The most tokens that the model allows, where the refusal of more says it: `max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens for ...`. */
function limitAfter(maxTokens: number, { status, message }: ApiFailure): number | null {
  const found = status === 400 ? /max_tokens: \d+ > (\d+)/.exec(message) : null;
  const allowed = found ? Number(found[1]) : Infinity;
  return allowed < maxTokens ? allowed : null;
}
