// Finds what an API says in its error body, whatever shape the body has. Services that imitate OpenAI agree on everything but this.

/** An error body reduced to what OpenAI's own has. */
export interface ErrorBody {
  message: string;
  type: string | null;
  code: string | number | null;
}

/**
 * Reads an error body: `{error: {message, type, code}}` (OpenAI), `[{error: ...}]` (Gemini), `{error: "..."}` (Ollama), `{message: "..." | {...}}`
 * (Mistral, vLLM), `{detail: ...}` (FastAPI), or text that is not JSON. OpenRouter keeps what the service behind it said in `error.metadata.raw`.
 */
export function readErrorBody(text: string): ErrorBody {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // An error page of a proxy: its words, without its mark-up, are all there is.
    return {
      message: text
        .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
      type: null,
      code: null,
    };
  }
  return readError(body);
}

/** The same for a body that is parsed already. */
export function readError(body: unknown): ErrorBody {
  const first: unknown = Array.isArray(body) ? body[0] : body;
  if (!isRecord(first)) return { message: typeof first === 'string' ? first : textOf(body), type: null, code: null };
  const error = isRecord(first.error) ? first.error : first;
  const words = [error.message, first.error, first.message, first.detail].find(
    (value) => value !== undefined && value !== null && value !== '',
  );
  const message = words !== undefined ? textOf(words) : error.message === '' ? '' : textOf(first);
  const raw = isRecord(error.metadata) ? error.metadata.raw : undefined;
  const behind = typeof raw === 'string' ? readErrorBody(raw).message : '';
  return {
    message: behind === '' ? message : `${message}: ${behind}`,
    type: firstText(error.type, error.status),
    code: typeof error.code === 'number' ? error.code : firstText(error.code),
  };
}

export function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function firstText(...values: unknown[]): string | null {
  return values.find((value): value is string => typeof value === 'string') ?? null;
}
