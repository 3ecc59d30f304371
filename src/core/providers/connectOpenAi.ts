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

/** What all requests to an endpoint have in common: but for the body they are the same, so that the SDK builds one of them. */
interface Endpoint {
  target: CallTarget;
  recordedUrl: string;
  built: Promise<BuiltRequest>;
}

/** Loads the SDK and makes the adapter for one service. */
export async function connectOpenAi(settings: OpenAiSettings, connection: Connection): Promise<Provider> {
  const client = await openAiClient(settings, connection);
  const endpoints = new Map<OpenAiWay['endpoint'], Endpoint>();
  const endpointOf = ({ endpoint: path }: OpenAiWay): Endpoint => {
    const known = endpoints.get(path);
    if (known) return known;
    const target = openAiTarget(path, settings, connection);
    const built = client.buildRequest({ method: 'post', path: `/${path}`, body: {} }).then(builtRequest);
    // Whoever asks sees the failure; until then it must only not count as unhandled.
    built.catch(() => undefined);
    const endpoint = { target, recordedUrl: recordedUrl(target.url), built };
    endpoints.set(path, endpoint);
    return endpoint;
  };
  const firstWay: OpenAiWay = {
    endpoint: 'chat/completions',
    isStreamed: true,
    asksForUsage: settings.asksForUsage,
    limitName: settings.isOpenAi ? 'max_completion_tokens' : 'max_tokens',
    asksForFormat: true,
    leftOut: [],
  };
  // Before anything is asked: it takes as long as many a request.
  await endpointOf(firstWay).built.catch(() => undefined);
  const ways = new LearntWays(firstWay);

  return {
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const targetOf = (way: OpenAiWay): CallTarget => {
        const { target } = endpointOf(way);
        return request.images.length > 0 ? { ...target, hasImages: true } : target;
      };
      const problem = keyProblem(targetOf(firstWay));
      if (problem) throw problem;
      const askIn = async (way: OpenAiWay): Promise<ModelReply> => {
        const target = targetOf(way);
        const { parameters, body, unsaid } = openAiBody(way, request, settings);
        const isFormatRefused = request.answerSchema !== undefined && !way.asksForFormat;
        const refused = [...refusedIn(firstWay, way), ...(isFormatRefused ? ['response_format'] : []), ...unsaid];
        const endpoint = endpointOf(way);
        listener.onSent({ url: endpoint.recordedUrl, parameters, ...(refused.length > 0 ? { refused } : {}) });
        const response = await postQuestion(await endpoint.built, JSON.stringify(body), {
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
