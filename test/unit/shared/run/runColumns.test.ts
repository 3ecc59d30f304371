// A state and its columns are the same: whatever a run has come to, it comes back from its columns, also through JSON.

import assert from 'node:assert/strict';
import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import { columnsOf, stateOf } from '../../../../src/shared/run/runColumns';
import { bytesOfRun, runOfBytes } from '../../../../src/shared/run/runBytes';
import { emptyRun, type RunState } from '../../../../src/shared/run/runState';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import { aTimings, noTimings } from '../../../builders';
import { sketchedEvents } from './sketchedRun';

function assertComesBack(state: RunState): void {
  const before = structuredClone(state);
  assert.deepEqual(stateOf(columnsOf(state)), before);
  assert.deepEqual(stateOf(JSON.parse(JSON.stringify(columnsOf(state))) as ReturnType<typeof columnsOf>), before);
  assert.deepEqual(
    runOfBytes(packed(state), (text) => new TextDecoder().decode(text)),
    before,
  );
  assert.deepEqual(state, before, 'the state is left as it was');
}

function packed(state: RunState): ArrayBuffer {
  return bytesOfRun(state, (text) => new TextEncoder().encode(text));
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

  it('bring back numbers of every size, and of more digits than the clock has', () => {
    const numbers = [0, 0.001, 127, 128, 32_766, 32_767, 2_147_483.645, 2_147_483.647, 4e12, 1 / 3, 1e-9, null];
    const [start] = sketchedEvents({ rows: { 'openai~a': '.'.repeat(numbers.length) } });
    const nowhere = [null, 1, null, 2, null, null, 3];
    assertComesBack(
      foldRun([
        start!,
        ...nowhere.map((ttft, at) =>
          ended(at + 1, {
            timings: aTimings({ ttft, ttfa: at % 2 === 0 ? null : ttft, queue: at % 3 === 0 ? null : 1e5 + at }),
          }),
        ),
      ]),
    );
    for (const from of numbers.keys()) {
      // Of ever fewer numbers, so that the widest is another one.
      const rows = numbers.map((_, at) => numbers[Math.max(from, at)]!);
      const events = rows.map((number, at) =>
        ended(at + 1, { timings: aTimings({ ttft: number, queue: number, total: at, endedAt: (number ?? 0) + at }) }),
      );
      assertComesBack(foldRun([start!, ...events]));
    }
  });

  it('are a message of a few bytes a test', () => {
    const count = 1000;
    const [start] = sketchedEvents({ rows: { 'openai~a': '.'.repeat(count) } });
    const events = Array.from({ length: count }, (_, at) => {
      const [dispatchedAt, total] = [at * 7.125, 100 + (at % 83) / 4];
      const timings = aTimings({
        dispatchedAt,
        total,
        endedAt: dispatchedAt + total,
        ttft: total / 2,
        ttfa: total / 2,
      });
      return ended(at + 1, { timings });
    });
    const [none, all] = [packed(foldRun([start!])), packed(foldRun([start!, ...events]))];
    assert.ok(all.byteLength - none.byteLength < 24 * count, `${all.byteLength - none.byteLength} bytes`);
  });
});

const noTokens = { input: null, output: null, reasoning: null, cached: null };
