import assert from 'node:assert/strict';
import { testTimings } from '../../../../src/core/ask/testTimings';
import type { AttemptTimes, RecordedAttempt } from '../../../../src/shared/results/testResult';

function attempt(times: Partial<AttemptTimes>, outputTokens: number | null = 5): RecordedAttempt {
  return {
    attempt: 1,
    times: {
      queuedAt: 0,
      dispatchedAt: 100,
      headersAt: 200,
      firstChunkAt: 210,
      firstReasoningAt: null,
      firstAnswerAt: 300,
      lastTokenAt: 500,
      endedAt: 600,
      ...times,
    },
    request: { url: '', model: 'm', messages: [], parameters: {} },
    response: {
      text: 'thirteen long',
      reasoning: 'twelve chars',
      finishReason: 'stop',
      id: null,
      model: null,
      headers: {},
      serverTimings: { load: 40 },
      tokens: { input: 1, output: outputTokens, reasoning: null, cached: null, source: 'usage' },
    },
    chunks: [
      { t: 200, kind: 'reasoning', characters: 12 },
      { t: 400, kind: 'answer', characters: 13 },
    ],
    inFlight: 3,
  };
}

describe('test timings', () => {
  it('count the making of a connection neither as waiting for a place nor as time to the first token', () => {
    const made = testTimings([attempt({ queuedAt: 0, connectingAt: 30, dispatchedAt: 100 })], true, null);
    assert.deepEqual([made.queue, made.ttft, made.total], [30, 200, 500]);
    const open = testTimings([attempt({ queuedAt: 0, dispatchedAt: 100 })], true, null);
    assert.deepEqual([open.queue, open.ttft, open.total], [100, 200, 500]);
  });

  it('measure from dispatch, not from queueing', () => {
    const timings = testTimings([attempt({})], true, 7);
    assert.deepEqual(timings, {
      dispatchedAt: 100,
      endedAt: 600,
      queue: 100,
      retry: 0,
      total: 500,
      ttft: 200,
      ttfa: 200,
      load: 40,
      tpot: 50,
      decodeTokensPerSecond: 20,
      endToEndTokensPerSecond: 10,
      evaluation: 7,
      charactersPerSecond: 50,
      inFlight: 3,
    });
  });

  it('count reasoning as the first token, and the answer apart', () => {
    const timings = testTimings([attempt({ firstReasoningAt: 220 })], true, null);
    assert.equal(timings.ttft, 120);
    assert.equal(timings.ttfa, 200);
    assert.equal(timings.tpot, 70);
  });

  it('keep retries out of the total', () => {
    const timings = testTimings(
      [
        attempt({ dispatchedAt: 100, endedAt: 150 }),
        attempt({ queuedAt: 900, dispatchedAt: 1000, firstAnswerAt: 1100, lastTokenAt: 1300, endedAt: 1400 }),
      ],
      true,
      null,
    );
    assert.equal(timings.retry, 900);
    assert.equal(timings.total, 400);
    assert.equal(timings.queue, 100);
  });

  it('have no rate without a token count, with one token, from one chunk, or for an answer that was cut', () => {
    assert.equal(testTimings([attempt({}, null)], true, null).endToEndTokensPerSecond, null);
    assert.equal(testTimings([attempt({}, 1)], true, null).decodeTokensPerSecond, null);
    assert.equal(testTimings([attempt({ lastTokenAt: 300 })], true, null).decodeTokensPerSecond, null);
    assert.equal(
      testTimings([attempt({ lastTokenAt: 300.02 }, 2)], true, null).decodeTokensPerSecond,
      null,
      'two tokens of one read are no 50,000 tok/s',
    );
    const cut = testTimings([attempt({})], false, null);
    assert.deepEqual([cut.tpot, cut.decodeTokensPerSecond, cut.endToEndTokensPerSecond], [null, null, null]);
    assert.equal(cut.total, 500);
  });
});
