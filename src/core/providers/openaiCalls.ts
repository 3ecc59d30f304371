// The calls around batches of an API that OpenAI's SDK reaches: built and signed by the SDK, sent by us.

import type { OpenAI } from 'openai';
import { keyProblem, type CallTarget } from './apiFailure';
import { openAiClient, openAiTarget, type OpenAiSettings } from './openaiClient';
import { builtRequest, type BuiltRequest } from './postQuestion';
import type { Connection } from './provider';

interface OpenAiCalls {
  client: OpenAI;
  target: CallTarget;
  /** `path` from the API's base address. */
  get(path: string, query?: { [name: string]: string }): Promise<BuiltRequest>;
  post(path: string): Promise<BuiltRequest>;
}

/** `endpoint` names the calls in errors. Loads the SDK. Throws `ProviderError` where the key lacks. */
export async function openAiCalls(
  endpoint: 'batches' | 'batch/jobs',
  settings: OpenAiSettings,
  connection: Connection,
): Promise<OpenAiCalls> {
  const client = await openAiClient(settings, connection);
  const target = openAiTarget(endpoint, settings, connection);
  const problem = keyProblem(target);
  if (problem) throw problem;
  return {
    client,
    target,
    get: (path, query = {}) => client.buildRequest({ method: 'get', path, query }).then(builtRequest),
    post: (path) => client.buildRequest({ method: 'post', path, body: {} }).then(builtRequest),
  };
}
