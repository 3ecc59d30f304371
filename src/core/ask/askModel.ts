// Asks one model one prompt: attempts, time-outs, retries and the clock readings of each. Knows no vendor and writes no file.

import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedAttempt } from '../../shared/results/testResult';
import type { TestError } from '../../shared/run/verdict';
import { ImagesRefused, ProviderError, type ModelReply, type ModelRequest, type Provider } from '../providers/provider';
import { roundToMicrosecond, type RunClock } from './runClock';
import { retryWait } from './retryWait';

export interface AttemptOptions {
  clock: RunClock;
  /** Run clock: when the test began to wait for its slot. */
  queuedAt: number;
  attemptTimeoutMs: number;
  /** The first try included. */
  maxAttempts: number;
  /** Called once, before the first attempt goes out. */
  onDispatched(): void;
  /** Requests of the run under way at the moment, this one included. */
  inFlight(): number;
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
    const tried = await tryOnce(provider, request, attempt, queuedAt, options, signal);
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
  attempt: number,
  queuedAt: number,
  { clock, attemptTimeoutMs, inFlight }: AttemptOptions,
  signal: AbortSignal,
): Promise<Tried> {
  const abort = new AbortController();
  const onCancelled = (): void => abort.abort(signal.reason);
  signal.addEventListener('abort', onCancelled, { once: true });
  let isTimedOut = false;
  const timer = setTimeout(() => {
    isTimedOut = true;
    abort.abort(new Error('time-out'));
  }, attemptTimeoutMs);

  const startedAt = clock.now();
  const record: RecordedAttempt = {
    attempt,
    times: {
      queuedAt,
      dispatchedAt: startedAt,
      headersAt: null,
      firstChunkAt: null,
      firstReasoningAt: null,
      firstAnswerAt: null,
      lastTokenAt: null,
      endedAt: startedAt,
    },
    request: { url: '', model: request.model.name, messages: request.messages, parameters: {} },
    chunks: [],
    inFlight: inFlight(),
  };
  const { times } = record;
  const text = { reasoning: '', answer: '' };
  let headers: { [name: string]: string } = {};
  let reply: ModelReply | undefined;
  let failure: ProviderError | undefined;
  // When what is told came: an adapter that speaks HTTP says so, else it is the moment of the call.
  let arrivedAt: number | null = null;
  let lastByteAt: number | null = null;
  const stamp = (): number => arrivedAt ?? clock.now();
  try {
    reply = await provider.ask(
      request,
      {
        onSent: (sent) => {
          // An adapter may have to send again in another form; the clock starts with the request that was answered.
          times.dispatchedAt = clock.now();
          Object.assign(record.request, sent);
        },
        onHeaders: (received) => {
          times.headersAt = clock.now();
          headers = received;
        },
        onChunk: () => {
          times.firstChunkAt ??= stamp();
        },
        onText: (kind, piece) => {
          const t = stamp();
          times.firstChunkAt ??= t;
          if (kind === 'answer') times.firstAnswerAt ??= t;
          else times.firstReasoningAt ??= t;
          times.lastTokenAt = t;
          text[kind] += piece;
          record.chunks.push({ t: roundToMicrosecond(t - times.dispatchedAt), kind, characters: piece.length });
        },
        wire: {
          now: () => clock.now(),
          onDispatched: (at) => (times.dispatchedAt = at),
          onArrival: (at) => (arrivedAt = at),
          onEnd: (at) => (lastByteAt = at),
        },
      },
      abort.signal,
    );
  } catch (error) {
    signal.throwIfAborted();
    failure = isTimedOut ? timeoutError(attemptTimeoutMs, record.chunks.length > 0) : toProviderError(error);
  } finally {
    times.endedAt = (reply && lastByteAt) ?? clock.now();
    clearTimeout(timer);
    signal.removeEventListener('abort', onCancelled);
  }

  if (reply || text.answer || text.reasoning) {
    record.response = {
      text: text.answer,
      reasoning: text.reasoning,
      finishReason: reply?.finishReason ?? null,
      id: reply?.id ?? null,
      model: reply?.model ?? null,
      ...(reply?.systemFingerprint === undefined ? {} : { systemFingerprint: reply.systemFingerprint }),
      headers,
      serverTimings: reply?.serverTimings ?? null,
      tokens: reply?.tokens ?? { input: null, output: null, reasoning: null, cached: null, source: 'usage' },
    };
  }
  if (reply) return { record, reply };
  const provoked = failure ?? new ProviderError('api', 'The model API ended without an answer.', false);
  record.error = toTestError(provoked);
  return { record, failure: provoked };
}

/** A server that never began to answer may do so the next time; a model too slow for the limit will be too slow again. */
function timeoutError(limitMs: number, hadBegun: boolean): ProviderError {
  const limit = `${limitMs / 1000} s`;
  return new ProviderError(
    'timeout',
    hadBegun
      ? `The answer was still arriving when the time limit of ${limit} for one attempt ran out. Raise the limit if this model is expected to take longer.`
      : `Not a single token arrived within the time limit of ${limit} for one attempt. Check that the model API is up, or raise the limit.`,
    !hadBegun,
  );
}

/** An adapter throws `ProviderError`; anything else is a fault of ours or of an SDK, and is reported as it is, once. */
function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ProviderError('api', `The request failed in an unexpected way: ${message}`, false, undefined, undefined, {
    cause: error,
  });
}

function toTestError(error: ProviderError): TestError {
  return { kind: error.kind, message: error.message, ...(error.status === undefined ? {} : { status: error.status }) };
}

function lastWord(failure: ProviderError, attempts: number): TestError {
  const error = toTestError(failure);
  return attempts === 1 ? error : { ...error, message: `${error.message} (after ${attempts} attempts)` };
}
