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

/** The share of the bar that a long wait in the queue gets. */
const brokenShare = 0.15;

interface TimeScale {
  /** The place of a moment, ms since the attempt was queued, in a bar of length 1. */
  placeOf(ms: number): number;
  /** Where the bar is broken: what is before is shorter than to scale; null where all is to scale. */
  brokenAt: number | null;
}

/** To scale, but for a wait in the queue longer than all the rest together: beside it nothing else would be seen. */
export function timeScale(phases: readonly AttemptPhase[]): TimeScale {
  const length = phases.at(-1)?.end ?? 0;
  const [first] = phases;
  const wait = first?.phase === 'queue' ? first.end : 0;
  if (wait <= length / 2 || wait === length) return { placeOf: (ms) => ms / length, brokenAt: null };
  const placeOf = (ms: number): number =>
    ms <= wait ? (ms / wait) * brokenShare : brokenShare + ((ms - wait) / (length - wait)) * (1 - brokenShare);
  return { placeOf, brokenAt: brokenShare / 2 };
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
