// Finds what an API says in its error body, whatever shape the body has. Services that imitate OpenAI agree on everything but this.

import { isMap } from '../../shared/text/isMap';
import { askedWait } from './askedWait';

/** An error body reduced to what OpenAI's own has. */
export interface ErrorBody {
  message: string;
  type: string | null;
  code: string | number | null;
  /** The parameter that the error is about, where the API names it. */
  param: string | null;
  /** How long the API asks to wait in the body itself, ms; null where it does not. */
  waitMs: number | null;
  /** The limit that was hit is one of a whole day. */
  isDailyLimit: boolean;
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
        .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  }
  return readError(body);
}

/** The same for a body that is parsed already. */
export function readError(body: unknown): ErrorBody {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isMap(first)) return plain(typeof first === 'string' ? first : textOf(body));
  const error = isMap(first.error) ? first.error : first;
  const base = isMap(first.base_resp) ? first.base_resp.status_msg : undefined;
  const words = [error.message, first.error, first.message, first.detail, first.msg, base].find(
    (value) => value !== undefined && value !== null && value !== '',
  );
  const message = words !== undefined ? textOf(words) : error.message === '' ? '' : textOf(first);
  const raw = isMap(error.metadata) ? error.metadata.raw : undefined;
  const behind = typeof raw === 'string' ? readErrorBody(raw) : null;
  const own = askedWait(error, message);
  return {
    message: behind && behind.message !== '' ? `${message}: ${behind.message}` : message,
    type: firstText(error.type, error.status),
    code: firstText(innerCode(error)) ?? (typeof error.code === 'number' ? error.code : firstText(error.code)),
    param: firstText(error.param),
    waitMs: own.waitMs ?? behind?.waitMs ?? null,
    isDailyLimit: own.isDailyLimit || behind?.isDailyLimit === true,
  };
}

function plain(message: string): ErrorBody {
  return { message, type: null, code: null, param: null, ...askedWait({}, message) };
}

/** Azure keeps its own name of what happened one level further in. */
function innerCode({ innererror, inner_error }: { [name: string]: unknown }): unknown {
  const inner = innererror ?? inner_error;
  return isMap(inner) ? inner.code : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function firstText(...values: unknown[]): string | null {
  return values.find((value): value is string => typeof value === 'string') ?? null;
}
