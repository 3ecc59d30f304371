import assert from 'node:assert/strict';
import { askModel, type AttemptOptions } from '../../../../src/core/ask/askModel';
import { LateWatch } from '../../../../src/core/ask/lateWatch';
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
  testType: 'raw_string_evaluator',
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
    idleTimeoutMs: 0,
    maxAttempts: 3,
    onDispatched: () => undefined,
    inFlight: () => 1,
    watch: new LateWatch(),
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
      provider(failing(new ProviderError('rateLimited', 'come back tomorrow.', true, 429, 86_400_000))),
      request,
      options(),
      never,
    );
    assert.equal(outcome.attempts.length, 1);
    assert.match(outcome.error!.message, /^come back tomorrow.* It asks to be left alone for 24 hours, /);
  });

  it('says how often it tried', async () => {
    const down = failing(new ProviderError('api', 'server error', true, 503, 1));
    const outcome = await askModel(provider(down, down, down), request, options(), never);
    assert.deepEqual(outcome.error, { kind: 'api', status: 503, message: 'server error (after 3 attempts)' });
    assert.equal(outcome.attempts.length, 3);
  });

  it('asks nobody again who was silent or too slow until the time-out', async () => {
    const silent = (_: ReplyListener, signal: AbortSignal) => untilAborted(signal);
    const slow = (listener: ReplyListener, signal: AbortSignal) => {
      listener.onText('answer', 'so far');
      return untilAborted(signal);
    };
    const kinds: [Partial<AttemptOptions>, typeof silent, RegExp][] = [
      [{ attemptTimeoutMs: 10 }, silent, /^Not a single token arrived within the time limit of 0\.01 s/],
      [{ attemptTimeoutMs: 10 }, slow, /^The answer was still arriving when the time limit of 0\.01 s/],
      [{ attemptTimeoutMs: 0, idleTimeoutMs: 10 }, silent, /^Nothing at all came from the model API for 0\.01 s/],
      [{ attemptTimeoutMs: 0, idleTimeoutMs: 10 }, slow, /^The answer had begun, and then nothing came for 0\.01 s/],
    ];
    for (const [limits, behavior, said] of kinds) {
      const outcome = await askModel(provider(behavior), request, options(limits), never);
      assert.deepEqual([outcome.error?.kind, outcome.attempts.length], ['timeout', 1]);
      assert.match(outcome.error!.message, said);
      assert.equal(outcome.attempts[0]?.response?.text, behavior === slow ? 'so far' : undefined);
    }
  });

  it('lets an answer run as long as something comes', async () => {
    const steps = 20;
    const alive = async (listener: ReplyListener): Promise<ModelReply> => {
      for (let step = 0; step < steps; step++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        // Half of the signs are heartbeats, which tell nothing but that somebody is there.
        if (step % 2 === 0) listener.onText('answer', 'x');
        else listener.wire?.onArrival(0);
      }
      return reply;
    };
    const limits = { attemptTimeoutMs: 0, idleTimeoutMs: 150 };
    const outcome = await askModel(provider(alive), request, options(limits), never);
    assert.equal(outcome.attempts[0]?.response?.text, 'x'.repeat(steps / 2));
  });

  it('keeps what is known of a reply that failed, and has no times of tokens for one that came in one piece', async () => {
    const broken = (listener: ReplyListener): Promise<ModelReply> => {
      listener.onText('answer', 'half');
      listener.onReply?.({ ...reply, finishReason: 'error', tokens: { ...reply.tokens, output: 7 } });
      return Promise.reject(new ProviderError('api', 'broke off', false));
    };
    const failed = await askModel(provider(broken), request, options(), never);
    assert.deepEqual(
      [failed.attempts[0]?.response?.finishReason, failed.attempts[0]?.response?.tokens.output],
      ['error', 7],
    );
    const whole = (listener: ReplyListener): Promise<ModelReply> => {
      listener.onChunk();
      listener.onWholeText('answer', 'all of it');
      return Promise.resolve(reply);
    };
    const [attempt] = (await askModel(provider(whole), request, options(), never)).attempts;
    assert.deepEqual([attempt?.response?.text, attempt?.response?.isWhole, attempt?.chunks], ['all of it', true, []]);
    assert.deepEqual([attempt?.times.firstAnswerAt, attempt?.times.lastTokenAt], [null, null]);
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
