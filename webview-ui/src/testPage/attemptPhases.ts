// How the time of one attempt divides: waiting for a place, for the first token, reasoning, answering. Pure.

import type { RecordedAttempt } from '../../../src/shared/results/testResult';

type AttemptPhaseName = 'queue' | 'connection' | 'firstToken' | 'reasoning' | 'answer' | 'rest';

interface AttemptPhase {
  phase: AttemptPhaseName;
  word: string;
  definition: string;
  /** ms since the attempt was queued. */
  start: number;
  end: number;
}

/** The phases that took place, in order, without gaps; a failed attempt has only waiting. */
export function attemptPhases({ times }: RecordedAttempt): AttemptPhase[] {
  const { queuedAt, connectingAt, dispatchedAt, firstReasoningAt, firstAnswerAt, firstChunkAt, lastTokenAt, endedAt } =
    times;
  const firstToken = firstReasoningAt ?? firstAnswerAt ?? firstChunkAt;
  const phases: AttemptPhase[] = [];
  let at = queuedAt;
  const until = (end: number | null, phase: AttemptPhaseName, word: string, definition: string): void => {
    if (end === null || end <= at) return;
    phases.push({ phase, word, definition, start: at - queuedAt, end: end - queuedAt });
    at = end;
  };
  until(connectingAt ?? dispatchedAt, 'queue', 'queue', 'Waiting for a free place before the request was sent.');
  until(
    dispatchedAt,
    'connection',
    'connection',
    'Making the connection: the name looked up, TCP, TLS. No part of TTFT.',
  );
  if (firstToken === null) {
    until(endedAt, 'firstToken', 'no answer', 'From dispatch of the request to its end; no token came.');
    return phases;
  }
  until(firstToken, 'firstToken', 'first token', 'From dispatch of the request to the first token (TTFT).');
  if (firstReasoningAt !== null)
    until(
      firstAnswerAt ?? lastTokenAt,
      'reasoning',
      'reasoning',
      'From the first reasoning token to the first token of the answer.',
    );
  until(lastTokenAt, 'answer', 'answer', 'From the first to the last token of the answer.');
  until(endedAt, 'rest', 'end of stream', 'From the last token to the end of the stream.');
  return phases;
}

/** A chunk with its words cut out of the response: chunks are recorded by their length only. */
interface ChunkWords {
  t: number;
  kind: 'reasoning' | 'answer';
  text: string;
}

export function chunkWords(attempt: RecordedAttempt): ChunkWords[] {
  const at = { reasoning: 0, answer: 0 };
  const texts = { reasoning: attempt.response?.reasoning ?? '', answer: attempt.response?.text ?? '' };
  return attempt.chunks.map(({ t, kind, characters }) => {
    const start = at[kind];
    at[kind] += characters;
    return { t, kind, text: texts[kind].slice(start, at[kind]) };
  });
}
