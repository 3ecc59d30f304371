// The adapter for Anthropic's Messages protocol, through the `@anthropic-ai/sdk` package.

import type { MessageCreateParamsStreaming } from '@anthropic-ai/sdk/resources/messages';
import { builtRequest, postQuestion } from './postQuestion';
import { anthropicParameters, firstWay, wayAfter, type AnthropicWay } from './anthropicParameters';
import { anthropicClient, anthropicTarget } from './anthropicClient';
import { anthropicMessages } from './anthropicMessages';
import { keyProblem, recordedUrl } from './apiFailure';
import { LearntWays } from './learntWays';
import { messagesReading } from './messagesReading';
import type { Connection, ModelReply, Provider } from './provider';
import { readAnswer } from './readAnswer';

/** Loads the SDK and makes the adapter. */
export async function connectAnthropic(connection: Connection): Promise<Provider> {
  const target = anthropicTarget(connection, '/v1/messages');
  const client = await anthropicClient(connection);
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
        const body: MessageCreateParamsStreaming = { ...parameters, ...anthropicMessages(request), model: name };
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
