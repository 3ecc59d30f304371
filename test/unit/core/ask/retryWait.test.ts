import assert from 'node:assert/strict';
import fc from 'fast-check';
import { retryWait } from '../../../../src/core/ask/retryWait';

const again = { isRetryable: true, retryAfterMs: undefined };
const attempts = [1, 2, 3, 4, 5, 6, 7, 8, 9];

describe('the wait before another attempt', () => {
  it('doubles from half a second to half a minute, of which one half is certain', () => {
    const shortest = attempts.map((attempt) => retryWait(again, attempt, () => 0));
    const longest = attempts.map((attempt) => retryWait(again, attempt, () => 1));
    assert.deepEqual(shortest, [250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    assert.deepEqual(longest, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is drawn, so that requests that failed together do not come back together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, drawn) => {
        const [least, most] = [retryWait(again, attempt, () => 0)!, retryWait(again, attempt, () => 1)!];
        const wait = retryWait(again, attempt, () => drawn)!;
        assert.ok(Math.abs(wait - (least + drawn * (most - least))) <= 1, `${wait} ms`);
      }),
    );
    assert.ok(new Set(Array.from({ length: 100 }, () => retryWait(again, 7))).size > 10);
  });

  it('is what the server asked for, unless nobody would wait that long', () => {
    assert.equal(retryWait({ isRetryable: true, retryAfterMs: 120_000 }, 1), 120_000);
    assert.equal(retryWait({ isRetryable: true, retryAfterMs: 120_001 }, 1), null);
  });

  it('is not at once for a server that asks for no wait at all: all attempts would be over before it is well again', () => {
    assert.equal(
      retryWait({ isRetryable: true, retryAfterMs: 0 }, 5, () => 0),
      retryWait(again, 5, () => 0),
    );
  });

  it('is none where another attempt would fail the same way', () => {
    assert.equal(retryWait({ isRetryable: false, retryAfterMs: 10 }, 1), null);
  });
});
