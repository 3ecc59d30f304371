// Batches: tests of one row that go to a model API in one piece and are answered within hours or days. What the events of a run say of them, and
// the state that follows. Pure.

import { assertNever } from '../text/assertNever';

/** Decided and about to be submitted. It is on the disk before anything is sent, so that a submission whose answer was lost can be found again. */
interface BatchPlanned {
  type: 'batchPlanned';
  t: number;
  /** ISO 8601 with offset. */
  at: string;
  /** Counts from 1 within the run. */
  batch: number;
  /** Canonical string of the row. */
  model: string;
  /** Indexes of its tests, from 1. */
  tests: number[];
  /** Known to nobody else: the model API is given it with the batch and with each test, and is asked for it where an answer was lost. */
  key: string;
  /** How the model is asked, in its adapter's own words, where a refusal had taught another way than the first; absent for the first. */
  way?: string;
}

/** It is being sent: from here on the model API may have it, also when no answer comes. */
interface BatchSent {
  type: 'batchSent';
  t: number;
  /** ISO 8601 with offset. */
  at: string;
  batch: number;
}

/** The model API has it, under this id. */
interface BatchSubmitted {
  type: 'batchSubmitted';
  t: number;
  /** ISO 8601 with offset. */
  at: string;
  batch: number;
  id: string;
}

/** What a model API does with a batch, in the words of none of them. */
export const batchPhases = ['validating', 'running', 'finalizing', 'cancelling'] as const;

export type BatchPhase = (typeof batchPhases)[number];

/** Something is known that was not known before. */
export interface BatchProgress {
  type: 'batchProgress';
  t: number;
  /** ISO 8601 with offset. */
  at: string;
  batch: number;
  phase: BatchPhase;
  /** Tests that have their answer; null where the API does not say. */
  answered: number | null;
  /** Tests that ended without an answer; null where the API does not say. */
  failed: number | null;
  /** ISO 8601: when the API gives up what it has not answered; absent where it does not say. */
  expiresAt?: string;
}

export const batchEnds = ['completed', 'expired', 'cancelled', 'failed'] as const;

export type BatchEnd = (typeof batchEnds)[number];

export function isBatchEnd(word: string): word is BatchEnd {
  return batchEnds.some((end) => end === word);
}

/** All that came of it is among the events: nothing of it is asked for any more. */
interface BatchCollected {
  type: 'batchCollected';
  t: number;
  /** ISO 8601 with offset. */
  at: string;
  batch: number;
  end: BatchEnd;
  /** What the API says of a batch that failed as a whole. */
  message?: string;
}

export type BatchEvent = BatchPlanned | BatchSent | BatchSubmitted | BatchProgress | BatchCollected;

export interface BatchState extends Pick<BatchPlanned, 'batch' | 'model' | 'tests' | 'key' | 'way'> {
  /** ISO 8601 with offset. */
  plannedAt: string;
  /** ISO 8601 with offset: the last time, where it was sent several times; null before the first. */
  sentAt: string | null;
  /** Null until the API has said it. */
  id: string | null;
  /** ISO 8601 with offset; null before that. */
  submittedAt: string | null;
  /** Null until the API was asked. */
  progress: Pick<BatchProgress, 'at' | 'phase' | 'answered' | 'failed' | 'expiresAt'> | null;
  /** Null while there is something to collect. */
  end: BatchEnd | null;
  /** Of a batch that failed as a whole. */
  message?: string;
}

const batchEventTypes = [
  'batchPlanned',
  'batchSent',
  'batchSubmitted',
  'batchProgress',
  'batchCollected',
] as const satisfies readonly BatchEvent['type'][];

/** Whether an event is about a batch, and not about one test. */
export function isBatchEvent<Event extends { type: string }>(event: Event): event is Extract<Event, BatchEvent> {
  return batchEventTypes.some((type) => type === event.type);
}

/** Takes an event in, and returns the batch that it is about; undefined for one that the run does not have. */
export function takeBatchEvent(batches: BatchState[], event: BatchEvent): BatchState | undefined {
  const known = batches.find(({ batch }) => batch === event.batch);
  switch (event.type) {
    case 'batchPlanned': {
      if (known) return undefined;
      const { type: _type, t: _t, at, ...planned } = event;
      const added = { ...planned, plannedAt: at, sentAt: null, id: null, submittedAt: null, progress: null, end: null };
      batches.push(added);
      return added;
    }
    case 'batchSent':
      return known && Object.assign(known, { sentAt: event.at });
    case 'batchSubmitted':
      return known && Object.assign(known, { id: event.id, submittedAt: event.at });
    case 'batchProgress': {
      const { type: _type, t: _t, batch: _batch, ...progress } = event;
      return known && Object.assign(known, { progress });
    }
    case 'batchCollected':
      return known && Object.assign(known, { end: event.end, ...(event.message ? { message: event.message } : {}) });
    default:
      return assertNever(event);
  }
}

/** How many tests are in batches whose results are to be collected. */
export function countSubmitted(tests: Iterable<{ phase: string }>): number {
  let count = 0;
  for (const { phase } of tests) if (phase === 'submitted') count++;
  return count;
}

/** What a run waits for. */
export interface AwaitedBatches {
  batches: number;
  tests: number;
  /** Tests of them that the model APIs said were answered when they were last asked; null where none has said. */
  answered: number | null;
}

/** Null for a run that waits for none. */
export function awaitedBatches(
  batches: readonly Pick<BatchState, 'end' | 'tests' | 'progress'>[],
): AwaitedBatches | null {
  const open = openBatches(batches);
  if (open.length === 0) return null;
  const known = open.flatMap(({ progress }) => progress?.answered ?? []);
  return {
    batches: open.length,
    tests: open.reduce((sum, { tests }) => sum + tests.length, 0),
    answered: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0),
  };
}

/** Those that a model API has, or may have, and of which not everything was collected. */
export function openBatches<Batch extends Pick<BatchState, 'end'>>(batches: readonly Batch[]): Batch[] {
  return batches.filter(({ end }) => end === null);
}
