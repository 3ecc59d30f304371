// The few words on how a run ended, outside the panel.

import assert from 'node:assert/strict';
import { summaryText } from '../../../../src/extension/running/summaryText';
import type { BatchState } from '../../../../src/shared/run/batches';
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
      rubrics: null,
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

  it('says of a run that waits for its batches what they are at, and how to get the answers', () => {
    const batch: BatchState = {
      ...{ batch: 1, model: 'openai~m', tests: [1, 2], key: 'k' },
      ...{
        plannedAt: '2026-11-28T09:00:00+00:00',
        sentAt: null,
        id: 'b',
        submittedAt: '2026-11-28T09:00:01+00:00',
        end: null,
      },
      progress: { at: '2026-11-28T09:01:00+00:00', phase: 'running', answered: 1, failed: 0 },
    };
    const waiting = { ...run(['not_run', 'not_run'], 'waiting'), batches: [batch] };
    assert.equal(summaryText(waiting), 'Sums: 1 batch under way, 1 of 2 answered. Resume collects the answers.');
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
