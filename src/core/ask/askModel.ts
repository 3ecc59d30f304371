// Asks one model one prompt: attempts, and the waits between them. Knows no vendor and writes no file.

import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedAttempt } from '../../shared/results/testResult';
import type { TestError } from '../../shared/run/verdict';
import { ImagesRefused, ProviderError, type ModelReply, type ModelRequest, type Provider } from '../providers/provider';
import { AttemptLimits, type TimeLimits } from './attemptLimits';
import { AttemptRecorder, type AttemptStart } from './attemptRecorder';
import { patienceText, retryWait } from './retryWait';
import type { LateWatch } from './lateWatch';
import { roundToMicrosecond, type RunClock } from './runClock';
import { messageOf } from '../../shared/text/messageOf';

export interface AttemptOptions extends TimeLimits {
  clock: RunClock;
  /** Run clock: when the test began to wait for its slot. */
  queuedAt: number;
  /** How often the model is asked at most, the first try included. */
  maxAttempts: number;
  /** Called once, before the first attempt goes out. */
  onDispatched(): void;
  /** Requests of the run under way at the moment, this one included. */
  inFlight(): number;
  /** Tells how late the clock was. */
  watch: LateWatch;
  /** An attempt failed and another will follow after `retryInMs`. */
  onRetry(attempt: number, error: TestError, retryInMs: number): void;
}

export interface AskOutcome {
  /** At least one; the last one decides. */
  attempts: RecordedAttempt[];
  /** Absent when the last attempt failed. */
  reply?: ModelReply;
  /** Present when the last attempt failed. */
  error?: TestError;
  /** The last attempt failed because the model takes no pictures. */
  refusedImages?: boolean;
}

/** Never throws for what a model API does; throws the signal's reason when cancelled. */
export async function askModel(
  provider: Provider,
  request: ModelRequest,
  options: AttemptOptions,
  signal: AbortSignal,
): Promise<AskOutcome> {
  const attempts: RecordedAttempt[] = [];
  let queuedAt = options.queuedAt;
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted();
    if (attempt === 1) options.onDispatched();
    const start = { attempt, queuedAt, inFlight: options.inFlight() };
    const tried = await tryOnce(provider, request, start, options, signal);
    attempts.push(tried.record);
    if (tried.reply) return { attempts, reply: tried.reply };
    const wait = attempt < options.maxAttempts ? retryWait(tried.failure, attempt) : null;
    if (wait === null)
      return {
        attempts,
        error: lastWord(tried.failure, attempt),
        refusedImages: tried.failure instanceof ImagesRefused,
      };
    tried.record.retryInMs = wait;
    options.onRetry(attempt, toTestError(tried.failure), wait);
    await delay(wait, undefined, { signal });
    queuedAt = options.clock.now();
  }
}

type Tried =
  | { record: RecordedAttempt; reply: ModelReply; failure?: undefined }
  | { record: RecordedAttempt; reply?: undefined; failure: ProviderError };

async function tryOnce(
  provider: Provider,
  request: ModelRequest,
  start: AttemptStart,
  options: AttemptOptions,
  signal: AbortSignal,
): Promise<Tried> {
  const limits: AttemptLimits = new AttemptLimits(options, signal, () => recorder.hasText);
  const recorder: AttemptRecorder = new AttemptRecorder(options.clock, request, start, limits.sign);
  const { record } = recorder;
  const lateness = options.watch.begin();
  try {
    const reply = await provider.ask(request, recorder, limits.signal);
    recorder.end(reply);
    return { record, reply };
  } catch (error) {
    signal.throwIfAborted();
    recorder.end(null);
    const failure = limits.failure ?? toProviderError(error);
    record.error = toTestError(failure);
    return { record, failure };
  } finally {
    record.lateness = roundToMicrosecond(lateness());
    limits.end();
  }
}

/** An adapter throws `ProviderError`; anything else is a fault of ours or of an SDK, and is reported as it is, once. */
function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const message = messageOf(error);
  return new ProviderError('api', `The request failed in an unexpected way: ${message}`, false, undefined, undefined, {
    cause: error,
  });
}

function toTestError(error: ProviderError): TestError {
  return { kind: error.kind, message: error.message, ...(error.status === undefined ? {} : { status: error.status }) };
}

function lastWord(failure: ProviderError, attempts: number): TestError {
  const error = toTestError(failure);
  error.message += patienceText(failure);
  return attempts === 1 ? error : { ...error, message: `${error.message} (after ${attempts} attempts)` };
}
