// Reads one answer with the one reader of streams, for every protocol: an adapter says only what a message means.

import { isMap } from '../../shared/text/isMap';
import { answerLimits, LimitExceeded } from '../streams/limits';
import type { ServerMessage } from '../streams/messageParser';
import { readMessages, type Heard } from '../streams/readMessages';
import { limitError, malformedError, noAnswerError } from './answerErrors';
import { AnswerSoFar } from './answerSoFar';
import type { CallTarget } from './apiFailure';
import type { HttpAnswer } from './exchange';
import { readErrorBody } from './errorBody';
import { errorIn, isOfAnAnswer } from './errorInStream';
import { FailedAnswer } from './failedAnswer';
import type { ModelReply, ReplyListener } from './provider';
import { recordedHeaders } from './recordedHeaders';

/** A protocol's own part of reading an answer. */
export interface AnswerReading {
  /** A message that is no error. A body that is no stream has to be `last`, or it is taken for no answer. */
  take(message: { [name: string]: unknown }, eventName: string): Exclude<Heard, 'enough'>;
  /**
   * The reply at the end: the answer's own, or the stream's without one. `asides` is what was said that is no part of an answer; empty for nothing.
   * Throws `ProviderError` when it is not a good end.
   */
  end(isOwnEnd: boolean, asides: string): ModelReply;
}

/**
 * Reads the answer in a successful response to its own last event. Throws `FailedAnswer`,
 * `ProviderError`, or what reading the connection threw.
 */
export async function readAnswer(
  response: HttpAnswer,
  target: CallTarget,
  listener: ReplyListener,
  readingOf: (answer: AnswerSoFar, target: CallTarget) => AnswerReading,
): Promise<ModelReply> {
  listener.onHeaders(recordedHeaders(response.headers));
  const answer = new AnswerSoFar(listener, target);
  const reading = readingOf(answer, target);
  let asides = '';
  const take = (message: ServerMessage): Heard => {
    if (ownEnd.test(message.data)) return 'last';
    if (message.isStray) asides = `${asides}\n${message.data}`.slice(0, mostAsides);
    if (message.isStray || signOfLife.test(message.data)) return 'nothing';
    const contentType = response.headers.get('content-type') ?? 'no type';
    const value = valueOf(message, target, contentType);
    const error = errorIn(value, message.name);
    if (error) throw new FailedAnswer(error);
    listener.onChunk();
    const heard = reading.take(value, message.name);
    if (message.isWhole && heard !== 'last') throw noAnswerError(target, contentType, message.data);
    if (heard === 'nothing' && !isOfAnAnswer(value)) asides = message.data.slice(0, mostAsides);
    return heard === 'more' && answer.hasReason ? 'enough' : heard;
  };
  try {
    const isOwnEnd = await readMessages(response.body, { wire: listener.wire, limits: answerLimits }, take);
    return reading.end(isOwnEnd, wordsOf(asides));
  } catch (error) {
    if (error instanceof FailedAnswer)
      throw new FailedAnswer({ ...error.failure, came: answer.isEmpty ? 'inPlaceOfAnswer' : 'afterText' });
    throw error instanceof LimitExceeded ? limitError(target, error) : error;
  }
}

/** What ends a stream of OpenAI's protocol, and what is sent only so that nobody thinks the server gone, where it is no JSON. */
const ownEnd = /^\s*"?\[?done\]?"?\s*$/i;
const signOfLife = /^\s*(?:"?[[(]?(?:ping|pong|heartbeat|keep-?alive)[)\]]?"?|null)\s*$/i;

/** Characters of what is no part of an answer that are kept: nobody reads more of an error page. */
const mostAsides = 2000;

/** A JSON as it is, a page without its mark-up. */
function wordsOf(asides: string): string {
  if (asides === '' || asides.trimStart().startsWith('{')) return asides;
  return readErrorBody(asides).message;
}

/** The JSON of a message. Throws for what is none: an error in plain words, a page in place of an answer, a broken chunk. */
function valueOf(message: ServerMessage, target: CallTarget, contentType: string): { [name: string]: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(message.data);
  } catch (error) {
    if (message.isWhole) throw noAnswerError(target, contentType, readErrorBody(message.data).message);
    if (message.name === 'error' || isPlainWords(message.data)) throw new FailedAnswer(readErrorBody(message.data));
    throw malformedError(target, error);
  }
  // Gemini puts its errors into a list.
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (isMap(first)) return first;
  if (message.name === 'error' || typeof first === 'string') throw new FailedAnswer(readErrorBody(message.data));
  throw malformedError(target, `expected an object, got ${target.scrub(message.data).slice(0, 80)}`);
}

/** Whether it is a sentence or a page, and no part of a JSON that was cut. */
function isPlainWords(data: string): boolean {
  return /^\s*[\p{L}<*#(]/u.test(data) && !/[":]\s*[{[]|["\\]\s*:|"\s*[}\]]/.test(data);
}
