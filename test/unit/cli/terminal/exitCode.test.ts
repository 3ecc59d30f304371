import assert from 'node:assert/strict';
import { exitCodeOf } from '../../../../src/cli/terminal/exitCode';

describe('the exit code of a run', () => {
  const result = { wasInterrupted: false, correct: 3, incorrect: 1, error: 0, allowsErrors: false };

  it('is 0 when all went well', () => assert.equal(exitCodeOf(result), 0));
  it('is 1 below --fail-under, not at it', () => {
    assert.equal(exitCodeOf({ ...result, failUnder: 75 }), 0);
    assert.equal(exitCodeOf({ ...result, failUnder: 75.01 }), 1);
    assert.equal(exitCodeOf({ ...result, correct: 29, incorrect: 71, failUnder: 29 }), 0);
  });
  it('is 3 with errors, before 1', () => {
    assert.equal(exitCodeOf({ ...result, error: 1 }), 3);
    assert.equal(exitCodeOf({ ...result, error: 1, failUnder: 100 }), 3);
    assert.equal(exitCodeOf({ ...result, error: 1, failUnder: 100, allowsErrors: true }), 1);
    assert.equal(exitCodeOf({ ...result, error: 1, allowsErrors: true }), 0);
  });
  it('is 4 when worse than the baseline, after 3 and before 1, and 2 where nobody can say', () => {
    assert.equal(exitCodeOf({ ...result, failUnder: 100, against: 'worse' }), 4);
    assert.equal(exitCodeOf({ ...result, error: 1, against: 'worse' }), 3);
    assert.equal(exitCodeOf({ ...result, error: 1, against: 'untold' }), 2);
    assert.equal(exitCodeOf({ ...result, against: 'fine' }), 0);
  });
  it('is 130 when interrupted, before all others', () => {
    assert.equal(exitCodeOf({ ...result, error: 1, failUnder: 100, wasInterrupted: true }), 130);
  });
  it('takes nothing judged as 0%', () => {
    const nothing = { ...result, correct: 0, incorrect: 0, error: 2, allowsErrors: true };
    assert.equal(exitCodeOf({ ...nothing, failUnder: 1 }), 1);
    assert.equal(exitCodeOf({ ...nothing, failUnder: 0 }), 0);
  });
});
