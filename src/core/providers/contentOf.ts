// What a message of a server is, before any protocol looks at it: the end of the stream, a sign of life, or fields.

import { isMap } from '../../shared/text/isMap';
import type { ServerMessage } from '../streams/messageParser';
import { disallowedError, malformedError, noAnswerError, type AnswerHead } from './answerErrors';
import type { CallTarget } from './apiFailure';
import { readErrorBody } from './errorBody';
import { errorIn } from './errorIn';
import { FailedAnswer } from './failedAnswer';

type Fields = { [name: string]: unknown };

/** What ends a stream of OpenAI's protocol, and what is sent only so that nobody thinks the server gone, where it is no JSON. */
const ownEnd = /^\s*"?(?:\[?(?:done|eos|end)\]?|<(?:\/s|eos|end)>|<\|(?:endoftext|im_end|eot_id)\|>)"?\s*$/i;
const signOfLife = /^\s*(?:"?[[(]?(?:ping|pong|heartbeat|keep-?alive)[)\]]?"?|null)\s*$/i;

/** Throws `FailedAnswer` and `ProviderError` for what is none of them: an error in plain words, a page in place of an answer, a broken chunk. */
export function contentOf(message: ServerMessage, target: CallTarget, head: AnswerHead): 'end' | 'sign' | Fields {
  const { data, name, isWhole } = message;
  if (message.isStray) {
    // A piece of the answer would be missing.
    if (/\{\s*"/.test(data)) throw malformedError(target, 'a line that no event begins with');
    return 'sign';
  }
  // Nearly every message is an object.
  if (!data.startsWith('{')) {
    if (ownEnd.test(data)) return 'end';
    if (signOfLife.test(data)) return 'sign';
    // An event that says all that it has to say with its name.
    if (data.trim() === '') return {};
  }
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch (error) {
    if (isWhole) throw noAnswerError(target, head, readErrorBody(data).message);
    if (name === 'error' || isPlainWords(data)) throw new FailedAnswer(readErrorBody(data));
    throw malformedError(target, error);
  }
  // Gemini puts its errors into a list.
  const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
  if (isMap(first)) {
    if (others.length > 0 && !errorIn(first, name)) throw disallowedError(target, 'it has several messages in one');
    return first;
  }
  if (name === 'error' || typeof first === 'string') throw new FailedAnswer(readErrorBody(data));
  throw malformedError(target, `expected an object, got ${target.scrub(data).slice(0, 80)}`);
}

/** Whether it is a sentence or a page, and no part of a JSON that was cut. */
function isPlainWords(data: string): boolean {
  return /^\s*[\p{L}<*#(]/u.test(data) && !/[":]\s*[{[]|["\\]\s*:|"\s*[}\]]/.test(data);
}
