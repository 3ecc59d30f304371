// The figures of a run held against what is required, and the words for what is not met.

import assert from 'node:assert/strict';
import { checkedRequirements } from '../../../../src/shared/figures/checkedRequirements';
import type { Requirements } from '../../../../src/shared/run/requirements';
import type { RunState } from '../../../../src/shared/run/runState';
import { requirementResult } from '../../../../src/shared/words/requirementText';
import { sketchedRun } from '../run/sketchedRun';

function unmet(row: string, requirements: Requirements, changes: Partial<RunState> = {}): string[] {
  const state = sketchedRun({ rows: { 'openai~m': row } });
  Object.assign(state.models[0]!, { requirements });
  Object.assign(state, { status: 'finished', ...changes });
  return checkedRequirements(state).flatMap((one) => (one.isMet ? [] : [requirementResult(one)]));
}

describe('what is required of a model', () => {
  it('is met at the limit itself', () => {
    assert.deepEqual(unmet('###x', { accuracy: 0.75, errors: 0 }), []);
    assert.deepEqual(unmet('#'.repeat(7) + 'x'.repeat(93), { accuracy: 0.07 }), [], '7 of 100 is 7%');
    assert.deepEqual(unmet('###!', { errors: 1, accuracy: 1 }), [], 'an error is in no accuracy');
  });

  it('is met by a sum of costs that floating point puts a little beyond the limit', () => {
    const state = sketchedRun({ rows: { 'openai~m': '###' } });
    Object.assign(state.models[0]!, { requirements: { cost_usd: 0.3 } });
    for (const test of state.models[0]!.tests) test.cost = { usd: 0.1, source: 'prices' };
    assert.deepEqual(
      checkedRequirements(Object.assign(state, { status: 'finished' })).map(({ isMet }) => isMet),
      [true],
    );
  });

  it('is told with what is required and what it is', () => {
    assert.deepEqual(unmet('##x!', { accuracy: 0.9, errors: 0 }), [
      'accuracy at least 90% is required, and it is 66.7%',
      'errors at most 0 is required, and it is 1',
    ]);
  });

  it('is not met where nobody knows the figure', () => {
    assert.deepEqual(unmet('!!', { accuracy: 0 }), [
      'accuracy at least 0% is required, and it is not known: nothing was judged',
    ]);
    assert.match(unmet('##', { total_p95_ms: 1e6 })[0]!, /not known: it needs 20 judged tests/);
  });

  it('is asked only of a whole run that has finished', () => {
    for (const status of ['running', 'cancelled', 'interrupted'] as const)
      assert.deepEqual(unmet('x', { accuracy: 1 }, { status }), []);
    const shard = { index: 1, of: 2, planHash: '', plan: {} } as unknown as RunState['shard'];
    assert.deepEqual(unmet('x', { accuracy: 1 }, { shard }), []);
  });
});
