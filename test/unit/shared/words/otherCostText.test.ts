import assert from 'node:assert/strict';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import { otherCostText } from '../../../../src/shared/words/otherCostText';

describe('what was charged beside the answers, in words', () => {
  it('names each kind with its count', () => {
    const failedAttempts = { usd: 0.0003, calls: 3 };
    const warmUps = { usd: 0.0001, calls: 2 };
    const more = { ...noOtherCost(), failedAttempts, warmUps };
    assert.equal(otherCostText(more), '+ $0.00040 for 3 failed attempts and 2 warm-up calls');
    assert.equal(
      otherCostText({ ...more, judging: { usd: 0.001, calls: 1 } }),
      '+ $0.0014 for 3 failed attempts, 2 warm-up calls and 1 judge call',
    );
    assert.equal(otherCostText({ ...noOtherCost(), failedAttempts }), '+ $0.00030 for 3 failed attempts');
    assert.equal(
      otherCostText({ ...noOtherCost(), warmUps: { usd: 0.0001, calls: 1 } }),
      '+ $0.00010 for 1 warm-up call',
    );
  });

  it('are none where nothing was charged', () => {
    assert.equal(otherCostText(noOtherCost()), null);
  });
});
