// The adapter for Anthropic's Messages protocol, through the `@anthropic-ai/sdk` package.

import type { Anthropic } from '@anthropic-ai/sdk';
import type {
  Base64ImageSource,
  ImageBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
} from '@anthropic-ai/sdk/resources/messages';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { builtRequest, postQuestion } from './postQuestion';
import { anthropicParameters, firstWay, wayAfter, type AnthropicWay } from './anthropicParameters';
import { keyProblem, recordedUrl, type CallTarget } from './apiFailure';
import { LearntWays } from './learntWays';
import { messagesReading } from './messagesReading';
import { messagesWithImages } from './messagesWithImages';
import type { Connection, ModelReply, ModelRequest, Provider, SentImage } from './provider';
import { readAnswer } from './readAnswer';
import { scrubFor } from './scrubber';

export const anthropicBaseUrl = 'https://api.anthropic.com';

/** Loads the SDK and makes the adapter. */
export async function connectAnthropic(connection: Connection): Promise<Provider> {
  const target = targetOf(connection);
  const client = await clientOf(connection);
  // But for the body, all requests are the same.
  const built = builtRequest(await client.buildRequest({ method: 'post', path: '/v1/messages', body: {} }));
  const ways = new LearntWays(firstWay);
  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const problem = keyProblem(target);
      if (problem) throw problem;
      const { name, model } = request.model;
      const askIn = async (way: AnthropicWay): Promise<ModelReply> => {
        const { parameters, refused: unsaid } = anthropicParameters(request.model.parameters, way);
        // There is no word for the form of an answer here, so that whoever asks others for it does not ask all alike.
        const refused = request.answerSchema ? [...unsaid, 'response_format'] : unsaid;
        listener.onSent({ url: recordedUrl(target.url), parameters, ...(refused.length > 0 ? { refused } : {}) });
        const body: MessageCreateParamsStreaming = { ...parameters, ...messagesOf(request), model: name };
        const response = await postQuestion(built, JSON.stringify(body), {
          signal,
          wire: listener.wire,
          limits: target.limits,
        });
        return readAnswer(response, target, listener, messagesReading);
      };
      const asked = { ...target, hasImages: request.images.length > 0 };
      const { parameters } = request.model;
      return ways.ask(
        { model, askIn, targetOf: () => asked, wayAfter: (way, failure) => wayAfter(way, failure, parameters) },
        signal,
      );
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
    limits: connection.limits ?? usualAnswerLimits,
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
