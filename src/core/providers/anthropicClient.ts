// Where Anthropic's API is, with which headers it is spoken to, and what to say when that fails.

import type { Anthropic } from '@anthropic-ai/sdk';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import type { CallTarget } from './apiFailure';
import type { Connection } from './provider';
import { scrubFor } from './scrubber';

export const anthropicBaseUrl = 'https://api.anthropic.com';

/** Loads the SDK. Its client builds and signs requests and sends none. */
export async function anthropicClient(connection: Connection): Promise<Anthropic> {
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

export function anthropicTarget(connection: Connection, path: string): CallTarget {
  return {
    label: 'Anthropic',
    url: `${connection.baseUrl ?? anthropicBaseUrl}${path}`,
    keyVariable: 'ANTHROPIC_API_KEY',
    isLocal: false,
    ...(connection.apiKey === undefined ? {} : { apiKey: connection.apiKey }),
    scrub: scrubFor(connection),
    limits: connection.limits ?? usualAnswerLimits,
    ...(connection.silenceMs === undefined ? {} : { silenceMs: connection.silenceMs }),
  };
}
