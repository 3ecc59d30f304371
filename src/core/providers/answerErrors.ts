// What can be wrong with an answer that had begun well, each as a `ProviderError` with a sentence for people.

import type { LimitExceeded } from '../streams/limitExceeded';
import { quoted, sentence, where, type CallTarget } from './apiFailure';
import { ProviderError } from './provider';

/** The stream ended as if all were well, but without a sign that it was complete. `asides` is what it said instead; empty for nothing. */
export function cutOffError(target: CallTarget, missing: string, asides: string): ProviderError {
  const said = quoted(target, asides);
  return new ProviderError(
    'network',
    `The answer of ${where(target)} was cut off: the stream ended without ${missing}.${said === '' ? '' : ` The last it said: ${sentence(said)}`}`,
    true,
  );
}

/** The stream was complete, and instead of an answer it said something that no protocol has. What is paid for is not asked for again. */
export function somethingElseError(target: CallTarget, asides: string, isPaid: boolean): ProviderError {
  return new ProviderError(
    'api',
    `${where(target)} sent no answer. It said: ${sentence(quoted(target, asides))}`,
    !isPaid,
  );
}

/** The stream was complete, and the reason it gave for its end is no good one. `isFailure`: the service says itself that it failed. */
export function endError(target: CallTarget, reason: string, isFailure: boolean): ProviderError {
  const word = `"${quoted(target, reason)}"`;
  return new ProviderError(
    'api',
    isFailure
      ? `${where(target)} broke off its answer: it gives ${word} as the reason for its end.`
      : `${where(target)} ended its answer for the reason ${word}, which is none that is known to be good, so the answer was not judged.`,
    isFailure,
  );
}

/** A chunk that can't be read at all. */
export function malformedError(target: CallTarget, cause: unknown): ProviderError {
  const detail = cause instanceof Error ? withoutQuotation(cause.message) : String(cause);
  return new ProviderError(
    'network',
    `${where(target)} sent a chunk that can't be read: ${sentence(quoted(target, detail))}`,
    true,
    undefined,
    undefined,
    { cause },
  );
}

/** A chunk that can be read and holds what its protocol does not allow: it would be no other the next time. */
export function disallowedError(target: CallTarget, what: string): ProviderError {
  return new ProviderError(
    'api',
    `${where(target)} sent an answer that is not as its protocol has it: ${what}.`,
    false,
  );
}

/** What is said of an answer before its body. */
export interface AnswerHead {
  status: number;
  contentType: string;
  /** How its body is packed, where it is in a way that nobody asked for; null where it can be read. */
  strangePacking: string | null;
}

/** A good status, and neither a stream nor an answer in one piece. */
export function noAnswerError(target: CallTarget, head: AnswerHead, words: string): ProviderError {
  const { status, contentType, strangePacking } = head;
  const start = `${where(target)} answered ${status}:`;
  if (strangePacking !== null)
    return new ProviderError(
      'api',
      `${start} its body is packed as ${quoted(target, strangePacking)}, which was not asked for and can't be read. Check the proxy before it.`,
      false,
    );
  const said = sentence(quoted(target, words) || 'no words');
  const advice =
    status === 202
      ? 'The service takes requests into a queue, and the answer would have to be fetched there: choose an address that answers at once.'
      : 'Check the base URL; a proxy or a sign-in page may stand before it.';
  return new ProviderError(
    'api',
    `${start} expected a stream of events, got ${quoted(target, contentType)}: ${said} ${advice}`,
    false,
  );
}

/** An answer, but not one of the protocol that was spoken: it would be paid for again. */
export function otherProtocolError(target: CallTarget, words: string): ProviderError {
  return new ProviderError(
    'api',
    `${where(target)} answered in another protocol than it was asked in: ${sentence(quoted(target, words))} Check the base URL and which model API it belongs to.`,
    false,
  );
}

/** The error of an answer that is larger than what is taken in. Says which limit that is, and where it is set. */
export function limitError(target: CallTarget, cause: LimitExceeded): ProviderError {
  const { limit, most, what } = cause;
  return new ProviderError(
    'api',
    `${where(target)} sent more than ${what}, which is the most that is read of one answer, so the connection was closed. The limit is ${limit}, ${most}. If such answers are right, raise it in the setting isoSpeedBench.limits, or with --answer-limit ${limit}=N.`,
    false,
    undefined,
    undefined,
    { cause },
  );
}

/** What `JSON.parse` quotes of its text is cut from it anywhere, also in the middle of a secret. */
function withoutQuotation(message: string): string {
  return message.replace(/,? ?(?:\.\.\.)?"[^]*"(?:\.\.\.)? is not valid JSON/, ', which is not valid JSON');
}
