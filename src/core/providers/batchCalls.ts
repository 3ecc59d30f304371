// Speaking with an API about batches: calls that answer with one JSON object, files of results, and answers that are read as single ones are.

import type * as z from 'zod';
import { answerLimitRanges } from '../../shared/run/answerLimits';
import { isMap } from '../../shared/text/isMap';
import { isNestedDeep } from '../../shared/text/isNestedDeep';
import { Arrivals } from '../streams/arrivals';
import { boundedLines } from '../streams/boundedLines';
import { LimitExceeded } from '../streams/limitExceeded';
import { readText } from '../streams/readText';
import type { AnswerHeaders } from './answerHeaders';
import type { AnswerSoFar } from './answerSoFar';
import type { BatchItem, ItemOutcome } from './batchService';
import type { CallTarget } from './apiFailure';
import { quoted, where } from './apiFailure';
import { callError } from './callError';
import { readErrorBody } from './errorBody';
import type { HttpAnswer, HttpRequest } from './exchange';
import { FailedAnswer } from './failedAnswer';
import type { BuiltRequest } from './postQuestion';
import { ProviderError, type ModelReply, type ReplyListener } from './provider';
import { readAnswer, type AnswerReading } from './readAnswer';
import { sendOut } from './wayOut';

interface BatchCall {
  built: BuiltRequest;
  /** Absent for a GET. */
  body?: string | Uint8Array;
}

/** The answer of a call, checked. Throws `ProviderError`. */
export async function callJson<Answer>(
  call: BatchCall,
  schema: z.ZodType<Answer>,
  target: CallTarget,
  signal: AbortSignal,
): Promise<Answer> {
  const text = await sent(call, target, signal, ({ body }) => readText(body, target.limits.lineCharacters));
  const parsed = schema.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  const what = `${where(target)} answered something else than its protocol has: ${quoted(target, text).slice(0, 200)}`;
  throw new ProviderError('api', what, true);
}

/** The head of an answer that says nothing more. Throws `ProviderError`. */
export async function callHead(call: BatchCall, target: CallTarget, signal: AbortSignal): Promise<AnswerHeaders> {
  return sent(call, target, signal, ({ headers, body }) => {
    body.leave();
    return Promise.resolve(headers);
  });
}

/** Undefined for a text that is no JSON, or is nested deeper than anybody means. */
function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isNestedDeep(value) ? undefined : value;
  } catch {
    // That it is none is all there is to say; whoever asks says it.
    return undefined;
  }
}

/** Sends a call and reads its answer. Throws `ProviderError`, and the signal's reason. */
async function sent<Read>(
  { built, body }: BatchCall,
  target: CallTarget,
  signal: AbortSignal,
  read: (answer: HttpAnswer) => Promise<Read>,
): Promise<Read> {
  try {
    // A file of results is many answers.
    const limits = { ...target.limits, bodyBytes: answerLimitRanges.bodyBytes.most };
    const method = body === undefined ? 'GET' : 'POST';
    const answer = await sendOut(built.url, {
      method,
      headers: built.headers,
      ...(body === undefined ? {} : { body }),
      signal,
      limits,
      ...silenceOf(target, body),
    });
    if (answer.status >= 200 && answer.status < 300) return await read(answer);
    const text = await readText(answer.body, target.limits.errorBytes);
    throw new FailedAnswer({ ...readErrorBody(text), status: answer.status, headers: answer.headers });
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(target, error);
  }
}

/** What a server sends without end is not asked for again. */
function failureOf(target: CallTarget, error: unknown): ProviderError {
  if (!(error instanceof LimitExceeded)) return callError(target, error);
  const what = `${where(target)} sent more than ${error.what}, so the connection was closed.`;
  return new ProviderError('api', what, false, undefined, undefined, { cause: error });
}

/** Bytes a ms of a slow line: until all is sent, there is nothing to answer. */
const slowest = 50;

function silenceOf({ silenceMs = 0 }: CallTarget, body: string | Uint8Array = ''): Pick<HttpRequest, 'silence'> {
  if (silenceMs === 0) return {};
  return { silence: { beforeMs: silenceMs + Math.ceil(body.length / slowest), withinMs: silenceMs } };
}

type Fields = { [name: string]: unknown };

/** The results in a file of JSON lines, `idField` being what says whose they are. What can't be read is a result, too, as far as it says that. Throws `ProviderError`, and the signal's reason. */
export async function* callItems(
  call: BatchCall,
  itemOf: (line: Fields) => ItemOutcome,
  target: CallTarget,
  signal: AbortSignal,
  idField: 'custom_id' | 'key' = 'custom_id',
): AsyncGenerator<BatchItem> {
  const answer = await sent(call, target, signal, (head) => Promise.resolve(head));
  try {
    for await (const { text, isCut } of boundedLines(answer.body, target.limits.lineCharacters)) {
      const line = isCut ? undefined : jsonIn(text);
      const id = isMap(line) ? line[idField] : undefined;
      if (isMap(line)) yield { customId: typeof id === 'string' ? id : null, outcome: itemOf(line) };
      else
        yield {
          customId: idIn(text, idField),
          outcome: { kind: 'batchFailed', message: oddLine(target, text, isCut) },
        };
    }
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(target, error);
  }
}

function oddLine(target: CallTarget, text: string, isCut: boolean): string {
  return isCut
    ? `The result that ${where(target)} has for this test is longer than the ${target.limits.lineCharacters} characters that are taken in of a line (limit lineCharacters), so it was not read.`
    : `The result that ${where(target)} has for this test can't be read: ${quoted(target, text.slice(0, 200))}`;
}

/** Of a line that is no JSON, or that was not read to its end. */
function idIn(text: string, field: 'custom_id' | 'key'): string | null {
  const pattern = field === 'key' ? /"key"\s*:\s*"([\w-]{1,64})"/ : /"custom_id"\s*:\s*"([\w-]{1,64})"/;
  return pattern.exec(text)?.[1] ?? null;
}

/** Reads a result as the answer of a single request is read, within the same limits. Throws `ProviderError`. */
export async function readItem(
  { status, body }: ItemOutcome & { kind: 'answer' },
  target: CallTarget,
  listener: ReplyListener,
  readingOf: (answer: AnswerSoFar) => AnswerReading,
): Promise<ModelReply> {
  try {
    if (status < 200 || status >= 300) throw new FailedAnswer({ ...readErrorBody(body), status });
    const headers = new Headers({ 'content-type': 'application/json' });
    return await readAnswer({ status, headers, body: bodyOf(body, target) }, target, listener, readingOf);
  } catch (error) {
    throw callError(target, error);
  }
}

/** A body that has all come already. */
function bodyOf(text: string, { limits }: CallTarget): Arrivals {
  const nothing = (): void => undefined;
  const arrivals = new Arrivals({ pause: nothing, resume: nothing, close: nothing }, limits);
  arrivals.take(Buffer.from(text), 0);
  arrivals.finish(null);
  return arrivals;
}
