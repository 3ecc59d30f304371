// The few words on how a run ended, outside the panel.

import assert from 'node:assert/strict';
import { summaryText } from '../../../../src/extension/running/summaryText';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import { emptyRun, type RunState, type TestState } from '../../../../src/shared/run/runState';
import type { Verdict } from '../../../../src/shared/run/verdict';
import { aModel } from '../../../builders';

function run(verdicts: Verdict[], status: RunState['status'] = 'finished'): RunState {
  const tests = verdicts.map((verdict, position): TestState => {
    const phase = verdict === 'not_run' ? 'waiting' : 'finished';
    return {
      index: position + 1,
      phase,
      verdict,
      startedAt: null,
      failedAttempts: 0,
      timings: null,
      tokens: null,
      cost: null,
      error: null,
      score: null,
      measures: null,
      classes: null,
      notRun: null,
      evidence: null,
    };
  });
  const model = {
    ...aModel('ollama~m'),
    tests,
    warmUp: null,
    otherCost: noOtherCost(),
  };
  return { ...emptyRun(), benchmarkName: 'Sums', status, models: [model] };
}

describe('the end of a run in words', () => {
  it('sets thousands apart', () => {
    const many = run([...Array<Verdict>(1_200).fill('correct'), ...Array<Verdict>(1_100).fill('not_run')]);
    assert.equal(summaryText(many), 'Sums finished: 1,200 of 2,300 correct (100% of 1,200 judged), 1,100 not run');
  });

  it('sums a run up without counting errors as wrong', () => {
    assert.equal(
      summaryText(run(['correct', 'incorrect', 'error'])),
      'Sums finished: 1 of 3 correct (50% of 2 judged), 1 error',
    );
    assert.equal(summaryText(run(['error'], 'cancelled')), 'Sums cancelled: 0 of 1 correct (none judged), 1 error');
    assert.equal(
      summaryText(run(['correct', 'not_run'], 'cancelled')),
      'Sums cancelled: 1 of 2 correct (100% of 1 judged), 1 not run',
    );
  });
});
