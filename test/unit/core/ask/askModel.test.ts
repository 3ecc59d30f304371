import assert from 'node:assert/strict';
import { askModel, type AttemptOptions } from '../../../../src/core/ask/askModel';
import { startRunClock } from '../../../../src/core/ask/runClock';
import {
  ProviderError,
  type ModelReply,
  type ModelRequest,
  type Provider,
  type ReplyListener,
} from '../../../../src/core/providers/provider';
import { parseModel } from '../../../../src/shared/run/model';

const request: ModelRequest = {
  model: parseModel('x~y'),
  messages: [],
  images: [],
  promptIndex: 1,
  expectation: '',
  testType: 'raw_string_evaluator',
  picture: null,
  variables: {},
};
const reply: ModelReply = {
  finishReason: 'stop',
  stoppedBy: 'none',
  tokens: { input: 1, output: 1, reasoning: null, cached: null, source: 'usage' },
  serverTimings: null,
  id: null,
  model: null,
  reportedCostUsd: null,
};

/** A provider whose nth call does the nth thing. */
function provider(...calls: ((listener: ReplyListener, signal: AbortSignal) => Promise<ModelReply>)[]): Provider {
  let call = 0;
  return { ask: (_request, listener, signal) => calls[call++]!(listener, signal) };
}

function options(changes: Partial<AttemptOptions> = {}): AttemptOptions & { retries: string[] } {
  const retries: string[] = [];
  return {
    clock: startRunClock(),
    queuedAt: 0,
    attemptTimeoutMs: 5000,
    maxAttempts: 3,
    onDispatched: () => undefined,
    inFlight: () => 1,
    onRetry: (attempt, error, wait) => retries.push(`${attempt} ${error.kind} ${wait}`),
    ...changes,
    retries,
  };
}

const failing = (error: unknown) => () => Promise.reject(error);
const never = new AbortController().signal;
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

describe('asking a model', () => {
  it('waits as the server asked, then tries again', async () => {
    const opts = options();
    const outcome = await askModel(
      provider(failing(new ProviderError('rateLimited', 'slow down', true, 429, 7)), () => Promise.resolve(reply)),
      request,
      opts,
      never,
    );
    assert.deepEqual(opts.retries, ['1 rateLimited 7']);
    assert.equal(outcome.attempts.length, 2);
    assert.ok(outcome.reply);
  });

  it('gives up at once when told to wait longer than anybody would', async () => {
    const outcome = await askModel(
      provider(failing(new ProviderError('rateLimited', 'come back tomorrow', true, 429, 86_400_000))),
      request,
      options(),
      never,
    );
    assert.equal(outcome.error?.message, 'come back tomorrow');
  });

  it('says how often it tried', async () => {
    const down = failing(new ProviderError('api', 'server error', true, 503, 1));
    const outcome = await askModel(provider(down, down, down), request, options(), never);
    assert.deepEqual(outcome.error, { kind: 'api', status: 503, message: 'server error (after 3 attempts)' });
    assert.equal(outcome.attempts.length, 3);
  });

  it('tries again when not a token came in time, but not when the model was just slow', async () => {
    const silent = (_: ReplyListener, signal: AbortSignal) => untilAborted(signal);
    const slow = (listener: ReplyListener, signal: AbortSignal) => {
      listener.onText('answer', 'so far');
      return untilAborted(signal);
    };
    const opts = options({ attemptTimeoutMs: 10, maxAttempts: 5 });
    const outcome = await askModel(provider(silent, slow), request, opts, never);
    assert.deepEqual(
      opts.retries.map((line) => line.split(' ').slice(0, 2).join(' ')),
      ['1 timeout'],
    );
    assert.equal(outcome.error?.kind, 'timeout');
    assert.match(outcome.error.message, /still arriving when the time limit of 0.01 s/);
    assert.equal(outcome.attempts.at(-1)?.response?.text, 'so far');
  });

  it('reports a fault of an adapter as an error of the test, once', async () => {
    const outcome = await askModel(provider(failing(new TypeError('x is not a function'))), request, options(), never);
    assert.match(outcome.error!.message, /unexpected way: x is not a function/);
  });

  it('throws the reason when cancelled, while asking and while waiting', async () => {
    const whileAsking = new AbortController();
    const asking = askModel(
      provider((_, signal) => {
        queueMicrotask(() => whileAsking.abort(new Error('stop it')));
        return untilAborted(signal);
      }),
      request,
      options(),
      whileAsking.signal,
    );
    await assert.rejects(asking, /stop it/);
    const whileWaiting = new AbortController();
    const waiting = askModel(
      provider(failing(new ProviderError('api', 'down', true, 503, 60_000))),
      request,
      options({ onRetry: () => whileWaiting.abort(new Error('stop it')) }),
      whileWaiting.signal,
    );
    await assert.rejects(waiting, (error: Error) => error.name === 'AbortError' || /stop it/.test(error.message));
  });

  it('stamps reasoning, answer and chunks apart', async () => {
    const outcome = await askModel(
      provider((listener) => {
        listener.onSent({ url: 'http://host/v1', parameters: { stream: true } });
        listener.onHeaders({ 'x-request-id': 'r' });
        listener.onChunk();
        listener.onText('reasoning', 'hm');
        listener.onText('answer', 'yes');
        return Promise.resolve(reply);
      }),
      request,
      options(),
      never,
    );
    const [attempt] = outcome.attempts;
    assert.deepEqual(
      attempt!.chunks.map(({ kind, characters }) => [kind, characters]),
      [
        ['reasoning', 2],
        ['answer', 3],
      ],
    );
    assert.deepEqual(
      [attempt!.response?.text, attempt!.response?.reasoning, attempt!.response?.headers['x-request-id']],
      ['yes', 'hm', 'r'],
    );
    assert.deepEqual(attempt!.request.parameters, { stream: true });
    const { dispatchedAt, headersAt, firstChunkAt, firstReasoningAt, firstAnswerAt, endedAt } = attempt!.times;
    const order = [dispatchedAt, headersAt!, firstChunkAt!, firstReasoningAt!, firstAnswerAt!, endedAt];
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
  });
});
