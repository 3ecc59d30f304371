// Finds what an API says in its error body, whatever shape the body has. Services that imitate OpenAI agree on everything but this.

import { isNestedDeep } from '../../shared/text/isNestedDeep';
import { isMap } from '../../shared/text/isMap';
import { askedWait } from './askedWait';
import { codesIn, isExceptionName, isWords, namedAlike, wordsIn, type Fields } from './errorFields';

/** An error body reduced to what OpenAI's own has. */
export interface ErrorBody {
  message: string;
  type: string | null;
  code: string | number | null;
  /** The parameter that the error is about, where the API names it. */
  param: string | null;
  /** How long the API asks to wait in the body itself, ms; null where it does not. */
  waitMs: number | null;
  /** The limit that was hit is one of a day or longer. */
  isLongLimit: boolean;
  /** It has an address to sign in at. */
  asksToSignIn?: boolean;
}

/**
 * Reads an error body: `{error: {message, type, code}}` (OpenAI), `[{error: ...}]` (Gemini), `{error: "..."}` (Ollama), `{message: "..." | {...}}`
 * (Mistral, vLLM), `{detail: ...}` (FastAPI), `{base_resp: ...}` (MiniMax), or text that is not JSON. OpenRouter keeps what the service behind
 * it said in `error.metadata.raw`.
 */
export function readErrorBody(text: string): ErrorBody {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // An error page of a proxy: its words, without its mark-up, are all there is.
    return plain(
      text
        .replace(/<(style|script)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ')
        .replace(/<[/!?a-z][^<>]*>/gi, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  }
  return isNestedDeep(body) ? plain('') : readError(body);
}

/** The same for a body that is parsed already. */
export function readError(body: unknown): ErrorBody {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isMap(first)) return plain(typeof first === 'string' ? first : textOf(body));
  const { error, name } = errorObject(first);
  const [inner, outer] = [namedAlike(error), namedAlike(first)];
  const base = isMap(first.base_resp) ? namedAlike(first.base_resp) : {};
  const sentence = typeof first.error === 'string' ? first.error : undefined;
  const told = [inner.message, sentence, wordsIn(inner), first.error, wordsIn(outer), wordsIn(base)].find(isWords);
  const message = told !== undefined ? textOf(told) : error.message === '' ? '' : textOf(first);
  const raw = isMap(error.metadata) ? error.metadata.raw : undefined;
  const behind = typeof raw === 'string' ? readErrorBody(raw) : null;
  const own = askedWait(error, first, message);
  return {
    message: behind && behind.message !== '' ? `${message}: ${behind.message}` : message,
    type: firstText(inner.type, inner.errortype, inner.status, name),
    code: firstText(innerCode(error)) ?? firstCode(error.code, ...codesIn(inner), ...codesIn(outer), ...codesIn(base)),
    param: firstText(error.param, placeOf(error.detail)),
    waitMs: own.waitMs ?? behind?.waitMs ?? null,
    ...(typeof first.signin_url === 'string' ? { asksToSignIn: true } : {}),
    isLongLimit: own.isLongLimit || behind?.isLongLimit === true,
  };
}

/** Where a body has its error: in `error`, as the first of `errors`, in Apigee's `fault`, under the name of an exception of AWS, or all of it. */
function errorObject(body: Fields): { error: Fields; name?: string } {
  const listed: unknown = Array.isArray(body.errors) ? body.errors[0] : undefined;
  const own = [body.error, listed, body.fault].find(isMap);
  if (own) return { error: own };
  const exception = Object.entries(body).find(([name]) => isExceptionName(name));
  return exception && isMap(exception[1]) ? { error: exception[1], name: exception[0] } : { error: body };
}

function plain(message: string): ErrorBody {
  return { message, type: null, code: null, param: null, ...askedWait({}, {}, message) };
}

/** Azure keeps its own name of what happened one level further in. */
function innerCode({ innererror, inner_error }: { [name: string]: unknown }): unknown {
  const inner = innererror ?? inner_error;
  return isMap(inner) ? inner.code : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** FastAPI names the parameter as the end of a path: `["body", "stream"]`. */
function placeOf(detail: unknown): unknown {
  const first: unknown = Array.isArray(detail) ? detail[0] : undefined;
  return isMap(first) && Array.isArray(first.loc) ? first.loc.at(-1) : undefined;
}

function firstCode(...values: unknown[]): string | number | null {
  return (
    values.find((value): value is string | number => typeof value === 'string' || typeof value === 'number') ?? null
  );
}

function firstText(...values: unknown[]): string | null {
  return values.find((value): value is string => typeof value === 'string') ?? null;
}
