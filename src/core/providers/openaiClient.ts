// Where a service of OpenAI's protocol is, with which headers it is spoken to, and what to say when that fails.

import type { OpenAI } from 'openai';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { recordedUrl, type CallTarget } from './apiFailure';
import { keyHeaders } from './keyHeaders';
import type { OpenAiDialect } from './openaiBody';
import type { OpenAiWay } from './openaiWays';
import type { Connection } from './provider';
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

const baseUrlOf = (settings: OpenAiSettings, connection: Connection): string =>
  connection.baseUrl ?? settings.defaultBaseUrl;

/** Loads the SDK. Its client builds and signs requests and sends none. */
export async function openAiClient(settings: OpenAiSettings, connection: Connection): Promise<OpenAI> {
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
export function openAiTarget(
  endpoint: OpenAiWay['endpoint'] | 'batches' | 'batch/jobs',
  settings: OpenAiSettings,
  connection: Connection,
): CallTarget {
  const baseUrl = baseUrlOf(settings, connection);
  const url = `${baseUrl}/${endpoint}`;
  return {
    label: settings.label,
    url,
    isLocal: settings.isLocal,
    ...(/\/v\d\w*(\/|$)/.test(baseUrl) ? {} : { notFoundAdvice: unversionedAdvice(url) }),
    ...(endpoint === 'responses' ? { notFoundAdvice: onlyResponsesAdvice } : {}),
    ...(settings.keyVariable === undefined ? {} : { keyVariable: settings.keyVariable }),
    ...(connection.apiKey === undefined ? {} : { apiKey: connection.apiKey }),
    scrub: scrubFor(connection),
    limits: connection.limits ?? usualAnswerLimits,
    ...(connection.silenceMs === undefined ? {} : { silenceMs: connection.silenceMs }),
  };
}
