// The adapter for OpenAI's protocols, through the `openai` package. Every OpenAI-compatible service goes through it; what differs between
// services is a row in `services.ts`, a way in `openaiWays.ts` or a tolerance of the readers, never a second adapter.

import { builtRequest, postQuestion, type BuiltRequest } from './postQuestion';
import { keyProblem, recordedUrl, type CallTarget } from './apiFailure';
import { chatReading } from './chatReading';
import { LearntWays } from './learntWays';
import { openAiClient, openAiTarget, type OpenAiSettings } from './openaiClient';
import { openAiBody } from './openaiBody';
import { refusedIn, wayAfter, type OpenAiWay } from './openaiWays';
import type { Connection, ModelReply, Provider } from './provider';
import { readAnswer } from './readAnswer';
import { responsesReading } from './responsesReading';

/** Loads the SDK and makes the adapter for one service. */
export async function connectOpenAi(settings: OpenAiSettings, connection: Connection): Promise<Provider> {
  const client = await openAiClient(settings, connection);
  /** The SDK builds one request for each endpoint: but for the body, all of them are the same. */
  const built = new Map<OpenAiWay['endpoint'], Promise<BuiltRequest>>();
  const builtFor = (endpoint: OpenAiWay['endpoint']): Promise<BuiltRequest> => {
    const building =
      built.get(endpoint) ?? client.buildRequest({ method: 'post', path: `/${endpoint}`, body: {} }).then(builtRequest);
    built.set(endpoint, building);
    return building;
  };
  const firstWay: OpenAiWay = {
    endpoint: 'chat/completions',
    isStreamed: true,
    asksForUsage: settings.asksForUsage,
    limitName: settings.isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    asksForFormat: true,
    leftOut: [],
  };
  const ways = new LearntWays(firstWay);

  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const targetOf = (way: OpenAiWay): CallTarget => ({
        ...openAiTarget(way.endpoint, settings, connection),
        hasImages: request.images.length > 0,
      });
      const problem = keyProblem(targetOf(firstWay));
      if (problem) throw problem;
      const askIn = async (way: OpenAiWay): Promise<ModelReply> => {
        const target = targetOf(way);
        const { parameters, body, unsaid } = openAiBody(way, request, settings);
        const isFormatRefused = request.answerSchema !== undefined && !way.asksForFormat;
        const refused = [...refusedIn(firstWay, way), ...(isFormatRefused ? ['response_format'] : []), ...unsaid];
        listener.onSent({ url: recordedUrl(target.url), parameters, ...(refused.length > 0 ? { refused } : {}) });
        const built = await builtFor(way.endpoint);
        const response = await postQuestion(built, JSON.stringify(body), {
          signal,
          wire: listener.wire,
          limits: target.limits,
        });
        return readAnswer(response, target, listener, way.endpoint === 'responses' ? responsesReading : chatReading);
      };
      return ways.ask(
        {
          model: request.model.model,
          askIn,
          targetOf,
          wayAfter: (way, failure) => wayAfter(way, failure, openAiBody(way, request, settings).said),
        },
        signal,
      );
    },
  };
}
