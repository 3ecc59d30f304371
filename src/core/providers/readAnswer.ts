// Reads one answer with the one reader of streams, for every protocol: an adapter says only what a message means.

import { isMap } from '../../shared/text/isMap';
import { answerLimits, LimitExceeded } from '../streams/limits';
import type { ServerMessage } from '../streams/messageParser';
import { readMessages, type Heard } from '../streams/readMessages';
import { limitError, malformedError, noAnswerError } from './answerErrors';
import { apiError, type CallTarget } from './apiFailure';
import { errorIn } from './errorInStream';
import { readErrorBody } from './errorBody';
import type { ModelReply, ReplyListener } from './provider';
import { recordedHeaders } from './recordedHeaders';

/** A protocol's own part of reading an answer. */
export interface AnswerReading {
  /** A message that is no error. A body that is no stream has to be `last`, or it is taken for no answer. */
  take(message: { [name: string]: unknown }, eventName: string): Heard;
  /** The reply at the end: the answer's own, or the stream's without one. Throws `ProviderError` when it is not a good end. */
  end(isOwnEnd: boolean, lastWords: string): ModelReply;
}

/** Reads the answer in a successful response to its own last event. Throws `ProviderError`, or what reading the connection threw. */
export async function readAnswer(
  response: Response,
  target: CallTarget,
  listener: ReplyListener,
  reading: AnswerReading,
): Promise<ModelReply> {
  listener.onHeaders(recordedHeaders(response.headers));
  let lastWords = '';
  const take = (message: ServerMessage): Heard => {
    lastWords = message.data;
    if (/^\[DONE\]$/i.test(message.data.trim())) return 'last';
    const contentType = response.headers.get('content-type') ?? 'no type';
    const value = valueOf(message, target, contentType);
    const error = errorIn(value, message.name);
    if (error) throw apiError(target, { ...error, ...(message.isWhole ? { isWhole: true } : { isMidStream: true }) });
    listener.onChunk();
    const heard = reading.take(value, message.name);
    if (message.isWhole && heard !== 'last') throw noAnswerError(target, contentType, message.data);
    return heard;
  };
  try {
    const isOwnEnd =
      response.body !== null &&
      (await readMessages(response.body, { wire: listener.wire, limits: answerLimits }, take));
    return reading.end(isOwnEnd, lastWords);
  } catch (error) {
    throw error instanceof LimitExceeded ? limitError(target, error) : error;
  }
}

/** The JSON of a message. Throws `ProviderError` for what is none: an error in plain words, a page in place of an answer, a broken chunk. */
function valueOf(message: ServerMessage, target: CallTarget, contentType: string): { [name: string]: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(message.data);
  } catch (error) {
    if (message.name === 'error') throw apiError(target, { ...readErrorBody(message.data), isMidStream: true });
    if (message.isWhole) throw noAnswerError(target, contentType, readErrorBody(message.data).message);
    throw malformedError(target, error);
  }
  // Gemini puts its errors into a list.
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (isMap(first)) return first;
  if (message.name === 'error') throw apiError(target, { ...readErrorBody(message.data), isMidStream: true });
  throw malformedError(target, `expected an object, got ${target.scrub(message.data).slice(0, 80)}`);
}
