// A state and its columns are the same: whatever a run has come to, it comes back from its columns, also through JSON.

import assert from 'node:assert/strict';
import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import { columnsOf, stateOf } from '../../../../src/shared/run/runColumns';
import { emptyRun, type RunState } from '../../../../src/shared/run/runState';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import { aTimings, noTimings } from '../../../builders';
import { sketchedEvents } from './sketchedRun';

function assertComesBack(state: RunState): void {
  const before = structuredClone(state);
  assert.deepEqual(stateOf(columnsOf(state)), before);
  assert.deepEqual(stateOf(JSON.parse(JSON.stringify(columnsOf(state))) as ReturnType<typeof columnsOf>), before);
  assert.deepEqual(state, before, 'the state is left as it was');
}

function ended(index: number, changes: Partial<TestFinished>): RunEvent {
  return {
    type: 'testFinished',
    t: 2000 + index,
    model: 'openai~a',
    index,
    verdict: 'correct',
    attempts: 1,
    timings: aTimings(),
    tokens: { input: 1, output: 2, reasoning: null, cached: 3, source: 'usage' },
    cost: { usd: 0.1, source: 'prices' },
    ...changes,
  };
}

describe('the columns of a run', () => {
  it('bring back every moment of a run', () => {
    assertComesBack(emptyRun());
    const state = emptyRun();
    for (const event of sketchedEvents({ rows: { 'openai~a': '#x!.-', 'simulated~b': '##.x!' } })) {
      applyEvent(state, event);
      assertComesBack(state);
    }
  });

  it('bring back what few tests have, and tell null from what is not there', () => {
    const [start] = sketchedEvents({ rows: { 'openai~a': '........' } });
    const error = { kind: 'api', message: 'no', status: 500 } as const;
    const events: RunEvent[] = [
      start!,
      ...[1, 2, 3, 4, 5, 6].map((index): RunEvent => ({ type: 'testStarted', t: index, model: 'openai~a', index })),
      { type: 'attemptFailed', t: 9, model: 'openai~a', index: 1, attempt: 2, error, retryInMs: 5 },
      ended(1, { timings: aTimings({ charactersPerSecond: null, inFlight: 4 }), evidence: { offset: 0, length: 7 } }),
      ended(2, { timings: aTimings({ charactersPerSecond: 12.5 }), score: 0, measures: { iou: 0 }, rubrics: [] }),
      ended(3, { verdict: 'error', error, timings: noTimings(), cost: { usd: null, source: 'unknown' } }),
      ended(6, { rubrics: [{ key: 'k', verdict: 'incorrect', decides: true }] }),
      ended(4, { classes: { truth: ['a'], found: [] }, tokens: { ...noTokens, source: 'estimated' } }),
      {
        type: 'testRescored',
        t: 99,
        at: '',
        model: 'openai~a',
        index: 2,
        verdict: 'incorrect',
        previousVerdict: 'correct',
        rubrics: [
          { key: 'k', verdict: 'correct', decides: false },
          { key: 'other', verdict: 'incorrect', decides: true },
        ],
      },
      { type: 'testSkipped', t: 99, model: 'openai~a', index: 1, reason: { kind: 'budget', message: 'used up' } },
    ];
    const state = foldRun(events);
    assert.equal(state.models[0]!.tests[1]!.originalVerdict, 'correct');
    assert.deepEqual(
      state.models[0]!.tests.map(({ rubrics }) => rubrics?.length ?? null),
      [null, 2, null, null, null, 1, null, null],
    );
    assert.equal(state.models[0]!.tests[4]!.phase, 'running');
    assertComesBack(state);
  });
});

const noTokens = { input: null, output: null, reasoning: null, cached: null };
