// What came of one test of a batch, as if it had been asked by itself, but for its times: nobody has measured any.

import type { BatchState } from '../../shared/run/batches';
import type { RecordedAttempt } from '../../shared/results/testResult';
import type { TestError } from '../../shared/run/verdict';
import type { AskOutcome } from '../ask/askModel';
import { AttemptRecorder } from '../ask/attemptRecorder';
import { cleanOutcome } from '../ask/cleanOutcome';
import { customIdOf, type BatchService, type ItemOutcome } from '../providers/batchService';
import { oneLine } from '../providers/oneLine';
import { ImagesRefused, ProviderError, type ModelReply, type ModelRequest } from '../providers/provider';
import { scrubberOf } from '../providers/scrubber';
import type { BatchRun } from './batchRun';
import { requestOf, requestWithout } from './requestOf';
import { takeAnswer } from './runTest';
import type { TestToRun } from './testToRun';

interface ReadOutcome {
  asked: AskOutcome;
  /** Why the request failed, where its API answered it. */
  failure?: ProviderError;
  request: ModelRequest;
}

/** Reads a result at the same border, and within the same limits, as an answer that was streamed. */
export async function outcomeOf(
  batchRun: BatchRun,
  service: BatchService,
  batch: BatchState,
  test: TestToRun,
  outcome: ItemOutcome,
): Promise<ReadOutcome> {
  const scrub = scrubberOf(batchRun.run.planned.plan.secrets);
  const request = await requestOf(batchRun.context, test).catch(() => requestWithout(test));
  const recorder = recorderOf(batchRun, request, test);
  recorder.onSent(service.entryOf(request, customIdOf(batch, test.index), batch.way).sent);
  let reply: ModelReply | null = null;
  let failure: ProviderError | undefined;
  let error: TestError | undefined;
  if (outcome.kind === 'answer') {
    try {
      reply = await service.read(outcome, request, recorder);
    } catch (thrown) {
      if (!(thrown instanceof ProviderError)) throw thrown;
      failure = thrown;
      error = { kind: failure.kind, message: failure.message };
      if (failure.status !== undefined) error.status = failure.status;
    }
  } else error = { kind: outcome.kind, message: `There is no answer: ${withStop(oneLine(scrub(outcome.message)))}` };
  recorder.end(reply);
  const record = inBatch(recorder.record, batch, test.index);
  const asked: AskOutcome = {
    attempts: [error ? { ...record, error } : record],
    ...(reply ? { reply } : {}),
    ...(error ? { error } : {}),
    refusedImages: failure instanceof ImagesRefused,
  };
  cleanOutcome(asked, scrub);
  return { asked, request, ...(failure ? { failure } : {}) };
}

/** Ends tests of a batch that was never taken. */
export async function giveUp(
  batchRun: BatchRun,
  batch: BatchState,
  tests: readonly number[],
  error: TestError,
): Promise<void> {
  for (const index of tests) {
    const test = batchRun.testToRun(batch.model, index);
    const recorder = recorderOf(batchRun, requestWithout(test), test);
    const record = { ...inBatch(recorder.record, batch, index), error };
    await takeAnswer(batchRun.context, test, { attempts: [record], error }, batchRun.stop).finish();
  }
}

function recorderOf({ run }: BatchRun, request: ModelRequest, { queuedAt }: TestToRun): AttemptRecorder {
  return new AttemptRecorder(run.tools.clock, request, { attempt: 1, queuedAt, inFlight: 0 }, () => undefined);
}

/** The times of an attempt in a batch are those of its collection. */
function inBatch(
  { inFlight: _inFlight, ...record }: RecordedAttempt,
  { batch, id, key }: BatchState,
  index: number,
): RecordedAttempt {
  const at = record.times.endedAt;
  const unknown = {
    headersAt: null,
    firstChunkAt: null,
    firstReasoningAt: null,
    firstAnswerAt: null,
    lastTokenAt: null,
  };
  return {
    ...record,
    batch: { batch, id, customId: customIdOf({ key }, index) },
    times: { queuedAt: at, dispatchedAt: at, endedAt: at, ...unknown },
  };
}

function withStop(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
