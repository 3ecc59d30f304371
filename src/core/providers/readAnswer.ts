// Reads one answer with the one reader of streams, for every protocol: an adapter says only what a message means.

import { LimitExceeded } from '../streams/limitExceeded';
import type { ServerMessage } from '../streams/messageParser';
import { readMessages, type Heard } from '../streams/readMessages';
import { isPacked } from '../streams/unpacker';
import { disallowedError, limitError, noAnswerError, otherProtocolError, type AnswerHead } from './answerErrors';
import { AnswerSoFar } from './answerSoFar';
import type { CallTarget } from './apiFailure';
import { Asides } from './asides';
import { errorIn, isOfAnAnswer } from './errorIn';
import type { HttpAnswer } from './exchange';
import { FailedAnswer } from './failedAnswer';
import { contentOf } from './contentOf';
import type { ModelReply, ReplyListener } from './provider';
import { recordedHeaders } from './recordedHeaders';

/** A protocol's own part of reading an answer. */
export interface AnswerReading {
  /** A message that is no error. A body that is no stream, `isWhole`, has to be `last`, or it is taken for no answer. */
  take(message: { [name: string]: unknown }, eventName: string, isWhole: boolean): Exclude<Heard, 'enough'>;
  /**
   * The reply at the end: the answer's own, or the stream's without one. `asides` is what was said that is no part of an answer; empty for nothing.
   * Throws `ProviderError` when it is not a good end.
   */
  end(isOwnEnd: boolean, asides: string): ModelReply;
}

/** Some end their streams with an event of their own that says nothing more. */
const endName = /^(done|end|complete|completed|finish|finished)$/i;

/** `{"done": true}`, `{"type": "end"}`: a message that says nothing else. */
function isBareEnd(message: { readonly [name: string]: unknown }): boolean {
  const fields = Object.entries(message);
  return (
    fields.length > 0 &&
    fields.every(([name, value]) =>
      value === true
        ? /^(is_?)?(done|end|ended|complete|completed|finished)$/i.test(name)
        : /^(type|event|object)$/.test(name) && endName.test(String(value)),
    )
  );
}

function headOf({ status, headers }: HttpAnswer): AnswerHead {
  const packing = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  const isStrange = packing !== '' && packing !== 'identity' && !isPacked(packing);
  return {
    status,
    contentType: headers.get('content-type') ?? 'no type',
    strangePacking: isStrange ? packing : null,
  };
}

/** Reads the answer in a successful response to its own last event. Throws `FailedAnswer`, `ProviderError`, or what reading the connection threw. */
export async function readAnswer(
  response: HttpAnswer,
  target: CallTarget,
  listener: ReplyListener,
  readingOf: (answer: AnswerSoFar) => AnswerReading,
): Promise<ModelReply> {
  listener.onHeaders(recordedHeaders(response.headers));
  const answer = new AnswerSoFar(listener, target);
  const reading = readingOf(answer);
  const asides = new Asides(target.scrub);
  const head = headOf(response);
  let hasTaken = false;
  let foreign: string | null = null;
  const take = (message: ServerMessage): Heard => {
    if (message.isStray) asides.addLine(message.data);
    const value = contentOf(message, target, head);
    if (value === 'end') return 'last';
    if (value === 'sign') return 'nothing';
    const error = errorIn(value, message.name);
    if (error) throw new FailedAnswer(error);
    if (message.isBroken) throw disallowedError(target, 'its text is not UTF-8');
    listener.onChunk();
    const heard = reading.take(value, message.name, message.isWhole === true);
    if (message.isWhole && heard !== 'last') throw noAnswerError(target, head, message.data);
    if (heard !== 'nothing') hasTaken = true;
    else if (endName.test(message.name) || (!answer.isEmpty && isBareEnd(value))) return 'last';
    else if (isOfAnAnswer(value)) foreign ??= message.data;
    else asides.addMessage(message.data);
    return heard === 'more' && answer.hasReason ? 'enough' : heard;
  };
  try {
    const isOwnEnd = await readMessages(response.body, { wire: listener.wire, limits: target.limits }, take);
    if (!hasTaken && foreign !== null) throw otherProtocolError(target, foreign);
    const { words } = asides;
    if (!hasTaken && (words === '' ? head.status !== 200 : /^application\/json/i.test(head.contentType)))
      throw noAnswerError(target, head, words);
    return reading.end(isOwnEnd, words);
  } catch (error) {
    if (error instanceof FailedAnswer)
      throw new FailedAnswer({ ...error.failure, came: answer.isEmpty ? 'inPlaceOfAnswer' : 'afterText' });
    throw error instanceof LimitExceeded ? limitError(target, error) : error;
  }
}
