// Errors that come in an answer whose status was 200: in the middle of its stream, or in its place.

import { isMap } from '../../shared/text/isMap';
import { readError, type ErrorBody } from './errorBody';

/** The error that a message of a stream is, with the HTTP status it stands for; null for a message that is none. */
export function errorIn(
  message: { [name: string]: unknown },
  eventName: string,
): (ErrorBody & { status?: number }) | null {
  if (!isError(message, eventName)) return null;
  const said = readError(message);
  const status = statusOf(said, message);
  return { ...said, ...(status === undefined ? {} : { status }) };
}

/**
 * OpenAI, Anthropic and Ollama have `error`, OpenRouter beside choices; vLLM `object: error`; FastAPI `detail`; gateways a bare `message`, which
 * in an answer of Ollama or Anthropic is an object; MiniMax a `base_resp` with its own code.
 */
function isError(message: { [name: string]: unknown }, eventName: string): boolean {
  const { error, base_resp: base } = message;
  if (error !== undefined && error !== null && error !== '' && error !== false) return true;
  if (eventName === 'error' || message.type === 'error' || message.object === 'error') return true;
  if (message.choices !== undefined && message.choices !== null) return false;
  if (isMap(base) && typeof base.status_code === 'number' && base.status_code !== 0) return true;
  return message.detail !== undefined || typeof message.message === 'string' || typeof message.msg === 'string';
}

/** The HTTP status that each kind of error has outside a stream, by Anthropic's and OpenAI's names. */
const statusByName: readonly (readonly [RegExp, number])[] = [
  [/overloaded/, 529],
  [/rate_?limit|resource_?exhausted|insufficient_quota|too_?many_?requests|throttl/, 429],
  [/authentication|unauthori[sz]ed|invalid_api_key/, 401],
  [/billing|payment_required/, 402],
  [/permission|forbidden/, 403],
  [/not_?found/, 404],
  [/too_large/, 413],
  [/invalid_?request|invalid_?argument|context_length|bad_?request/, 400],
  [/timeout_error|gateway_?timeout/, 504],
  [/unavailable/, 503],
];

function statusOf({ code, type }: ErrorBody, message: { [name: string]: unknown }): number | undefined {
  const inner = isMap(message.error) ? message.error : message;
  const numbers = [code, inner.status, inner.status_code, inner.http_code, message.status, message.status_code];
  const status = numbers.map((one) => (/^\d{3}$/.test(String(one)) ? Number(one) : 0)).find((one) => one >= 400);
  if (status !== undefined && status <= 599) return status;
  const name = `${type ?? ''} ${code ?? ''}`.toLowerCase();
  return statusByName.find(([pattern]) => pattern.test(name))?.[1];
}
