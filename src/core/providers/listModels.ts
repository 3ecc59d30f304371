// What OpenAI's protocol and Anthropic's say of the models that there are.

import { usualAnswerLimits } from '../../shared/run/answerLimits';
import { readText } from '../streams/readText';
import { isLoopbackUrl } from './address';
import { callError } from './callError';
import { keyHeaders } from './keyHeaders';
import { ProviderError, type Connection } from './provider';
import { scrubFor } from './scrubber';
import { sendOut } from './wayOut';

/** `GET /models`. Throws a sentence when the server can't be reached or answers something else. */
export async function listOpenAiModels(label: string, connection: Connection, signal: AbortSignal): Promise<string[]> {
  const { apiKey, authorization, baseUrl = '' } = connection;
  const shown = authorization ?? (apiKey === undefined ? undefined : `Bearer ${apiKey}`);
  const own = apiKey === undefined || authorization !== undefined ? {} : keyHeaders(baseUrl, apiKey);
  const headers = { ...(shown === undefined ? {} : { Authorization: shown }), ...own };
  return namesAt(label, `${baseUrl}/models`, headers, connection, signal);
}

/** As `listOpenAiModels`, `GET /v1/models`. Of a page of a thousand, which is more than there are. */
export async function listAnthropicModels(connection: Connection, signal: AbortSignal): Promise<string[]> {
  const { apiKey, authorization, baseUrl = '' } = connection;
  const headers = {
    'anthropic-version': '2023-06-01',
    ...(authorization === undefined ? {} : { Authorization: authorization }),
    ...(apiKey === undefined || authorization !== undefined ? {} : { 'x-api-key': apiKey }),
  };
  return namesAt('Anthropic', `${baseUrl}/v1/models?limit=1000`, headers, connection, signal);
}

async function namesAt(
  label: string,
  address: string,
  headers: { readonly [name: string]: string | null },
  connection: Connection,
  signal: AbortSignal,
): Promise<string[]> {
  const url = new URL(address);
  for (const [name, value] of Object.entries(connection.query ?? {})) url.searchParams.set(name, value);
  const sent = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
  const { status, body } = await sendOut(url.href, {
    method: 'GET',
    headers: { accept: 'application/json', ...Object.fromEntries(sent) },
    signal,
  }).catch((error: unknown) => {
    const scrub = scrubFor(connection);
    throw callError(
      { label, url: url.href, scrub, limits: usualAnswerLimits, isLocal: isLoopbackUrl(url.href) },
      error,
    );
  });
  const text = await readText(body, usualAnswerLimits.bodyBytes);
  if (status === 401 || status === 403)
    throw new ProviderError(
      'authentication',
      `${label} does not take the key (status ${status}). Set another one.`,
      false,
      status,
    );
  if (status !== 200) throw new Error(`${label} lists no models (status ${status}).`);
  const names = namesIn(text);
  if (names === null) throw new Error(`${label} answered with something else than a list of models.`);
  return names.map((name) => scrubFor(connection)(name)).sort((one, other) => one.localeCompare(other, 'en'));
}

/** Null for what is no list. Some services give the list itself, without `data` around it. */
function namesIn(text: string): string[] | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const list: unknown = Array.isArray(parsed) ? parsed : (parsed as { data?: unknown } | null)?.data;
    if (!Array.isArray(list)) return null;
    const ids = list.map((one: unknown) => (one as { id?: unknown } | null)?.id);
    return ids.filter((id): id is string => typeof id === 'string' && id !== '');
  } catch {
    return null;
  }
}
