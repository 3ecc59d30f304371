// The adapter for OpenAI's protocols, through the `openai` package. Every OpenAI-compatible service goes through it; what differs between
// services is a row in `services.ts`, a way in `openaiWays.ts` or a tolerance of the readers, never a second adapter.

import type { OpenAI } from 'openai';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { builtRequest, postQuestion, type BuiltRequest } from './postQuestion';
import { keyProblem, recordedUrl, type CallTarget } from './apiFailure';
import { keyHeaders } from './keyHeaders';
import { chatReading } from './chatReading';
import { LearntWays } from './learntWays';
import { openAiBody, type OpenAiDialect } from './openaiBody';
import { refusedIn, wayAfter, type OpenAiWay } from './openaiWays';
import type { Connection, ModelReply, Provider } from './provider';
import { readAnswer } from './readAnswer';
import { responsesReading } from './responsesReading';
import { scrubFor } from './scrubber';

export interface OpenAiSettings extends OpenAiDialect {
  label: string;
  defaultBaseUrl: string;
  keyVariable?: string;
  isLocal: boolean;
  /** False for a service that gives token counts unasked and refuses `stream_options`. */
  asksForUsage: boolean;
  /**
   * True for OpenAI itself, whose account variables (`OPENAI_ORG_ID`, `OPENAI_PROJECT_ID`) are sent to no other service, and whose `detail` of a
   * picture and name for the most tokens not every other service knows.
   */
  isOpenAi: boolean;
}

const onlyResponsesAdvice =
  'The service says that this model is only to be had through v1/responses, and that address gave no answer.';

/** For a base URL that lacks what nearly every service has in it. */
const unversionedAdvice = (url: string): string =>
  `Nothing was found at ${recordedUrl(url)}: check the base URL, to which the end of that path is appended (most services want one that ends in /v1), then the spelling of the model.`;

/** Loads the SDK and makes the adapter for one service. */
export async function connectOpenAi(settings: OpenAiSettings, connection: Connection): Promise<Provider> {
  const client = await clientOf(settings, connection);
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
        ...targetIn(way, settings, connection),
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

const baseUrlOf = (settings: OpenAiSettings, connection: Connection): string =>
  connection.baseUrl ?? settings.defaultBaseUrl;

async function clientOf(settings: OpenAiSettings, connection: Connection): Promise<OpenAI> {
  const sdk = await import('openai');
  const baseUrl = baseUrlOf(settings, connection);
  return new sdk.OpenAI({
    // The SDK insists on a key; without one its header is left out below.
    apiKey: connection.apiKey ?? 'none',
    adminAPIKey: null,
    ...(settings.isOpenAi ? {} : { organization: null, project: null }),
    baseURL: baseUrl,
    ...(connection.query === undefined ? {} : { defaultQuery: connection.query }),
    logLevel: 'off',
    // The engine may run where a `navigator` exists; it is never a browser.
    dangerouslyAllowBrowser: true,
    defaultHeaders: {
      'X-Stainless-Timeout': null,
      ...(settings.isOpenAi ? {} : withoutCustomHeaders()),
      ...(connection.apiKey === undefined ? { Authorization: null } : keyHeaders(baseUrl, connection.apiKey)),
    },
  });
}

/** The SDK sends the headers of `OPENAI_CUSTOM_HEADERS` to whomever it speaks to; they may hold secrets and are meant for OpenAI alone. */
function withoutCustomHeaders(): { [name: string]: null } {
  const lines = (process.env.OPENAI_CUSTOM_HEADERS ?? '').split('\n').filter((line) => line.includes(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), null]));
}

/** Whom a request goes to, and what to say when it fails. */
function targetIn(way: OpenAiWay, settings: OpenAiSettings, connection: Connection): CallTarget {
  const baseUrl = baseUrlOf(settings, connection);
  const url = `${baseUrl}/${way.endpoint}`;
  return {
    label: settings.label,
    url,
    isLocal: settings.isLocal,
    ...(/\/v\d\w*(\/|$)/.test(baseUrl) ? {} : { notFoundAdvice: unversionedAdvice(url) }),
    ...(way.endpoint === 'responses' ? { notFoundAdvice: onlyResponsesAdvice } : {}),
    ...(settings.keyVariable === undefined ? {} : { keyVariable: settings.keyVariable }),
    ...(connection.apiKey === undefined ? {} : { apiKey: connection.apiKey }),
    scrub: scrubFor(connection),
    limits: connection.limits ?? usualAnswerLimits,
  };
}
