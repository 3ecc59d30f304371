// The replay's timeline and cursor: which squares are lit when, in both modes, at any jump of the clock.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  buildTimeline,
  hasRealTimes,
  ReplayCursor,
  replayDuration,
  replayPhase,
} from '../../../../src/shared/run/replay';
import { noOtherCost } from '../../../../src/shared/run/otherCost';
import type { ReplayTimeline } from '../../../../src/shared/run/replay';
import type { PlanDigests } from '../../../../src/shared/run/shard';
import type { RunState, TestState } from '../../../../src/shared/run/runState';
import type { ReplayMode } from '../../../../src/shared/run/viewSettings';
import type { Verdict } from '../../../../src/shared/run/verdict';
import { aModel, noTimings } from '../../../builders';

interface Sketch {
  verdict: Verdict;
  total: number | null;
  startedAt: number | null;
}

function testOf({ verdict, total, startedAt }: Sketch, position: number): TestState {
  const isFinished = verdict !== 'not_run';
  const dispatchedAt = startedAt ?? 0;
  return {
    index: position + 1,
    phase: isFinished ? 'finished' : 'waiting',
    verdict,
    startedAt,
    failedAttempts: 0,
    timings: isFinished
      ? noTimings({ dispatchedAt, endedAt: startedAt === null ? 0 : dispatchedAt + (total ?? 0), total })
      : null,
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
}

function runOf(rows: Sketch[][]): RunState {
  return {
    runId: 'run',
    at: '',
    benchmarkName: '',
    purpose: '',
    comment: '',
    testType: '',
    status: 'finished',
    elapsed: 0,
    judges: [],
    signOffs: [],
    prompts: (rows[0] ?? []).map((_, position) => ({ index: position + 1, label: '' })),
    models: rows.map((row, place) => ({
      ...aModel(`simulated~m${place}`),
      tests: row.map(testOf),
      warmUp: null,
      otherCost: noOtherCost(),
    })),
    python: null,
    mode: 'throughput',
    shard: null,
    batches: [],
    merged: null,
    machines: [],
    clock: { shift: 0, machine: 0, isOfPart: false },
  };
}

/** `.` waiting, `~` running, `#` lit; a line per row. */
function picture(cursor: ReplayCursor): string {
  return cursor.phases.map((row) => Array.from(row, (phase) => '.~#'[phase]).join('')).join('\n');
}

function at(timeline: ReplayTimeline, clock: number): string {
  const cursor = new ReplayCursor(timeline);
  cursor.seek(clock);
  return picture(cursor);
}

const correct = (total: number | null, startedAt: number | null = 0): Sketch => ({
  verdict: 'correct',
  total,
  startedAt,
});

describe('replay', () => {
  describe('in series', () => {
    it('lights a square when the running sum of its row passes the clock, so that rows race', () => {
      const timeline = buildTimeline(
        runOf([
          [correct(100), correct(200), correct(300)],
          [correct(50), correct(50), correct(50)],
        ]),
        'series',
      );
      assert.equal(timeline.length, 600);
      assert.equal(at(timeline, 0), '~..\n~..');
      assert.equal(at(timeline, 99), '~..\n#~.');
      assert.equal(at(timeline, 100), '#~.\n##~');
      assert.equal(at(timeline, 300), '##~\n###');
      assert.equal(at(timeline, 600), '###\n###');
    });

    it('counts an error at its real time, never at 0', () => {
      const error: Sketch = { verdict: 'error', total: 400, startedAt: 0 };
      assert.equal(at(buildTimeline(runOf([[error, correct(100)]]), 'series'), 399), '~.');
      // A report that noted 0 for it: the row's mean stands in, so that failing does not win the race.
      const unknown: Sketch = { verdict: 'error', total: 0, startedAt: null };
      assert.equal(buildTimeline(runOf([[unknown, correct(100), correct(300)]]), 'series').length, 600);
    });

    it('takes an error from dispatch to failure when its total is shorter', () => {
      const test = testOf({ verdict: 'error', total: 700, startedAt: 50 }, 0);
      test.timings!.total = 0;
      assert.equal(replayDuration(test), 700);
    });

    it('still plays when no duration is known at all', () => {
      const timeline = buildTimeline(runOf([[correct(null, null), correct(null, null)]]), 'series');
      assert.ok(timeline.length > 0);
      assert.equal(at(timeline, timeline.length / 2), '#~');
    });

    it('skips tests that never ran and takes no time for them', () => {
      const timeline = buildTimeline(
        runOf([[correct(100), { verdict: 'not_run', total: null, startedAt: 5 }, correct(100)]]),
        'series',
      );
      assert.equal(timeline.length, 200);
      assert.equal(at(timeline, 200), '#.#');
    });
  });

  describe('as it happened', () => {
    const run = runOf([
      [correct(100, 1000), correct(300, 1000)],
      [correct(50, 1200), correct(50, 1100)],
    ]);

    it('starts and ends squares at their real times, counted from the first dispatch', () => {
      const timeline = buildTimeline(run, 'asItHappened');
      assert.equal(timeline.mode, 'asItHappened');
      assert.equal(timeline.length, 300);
      assert.equal(at(timeline, 0), '~~\n..');
      assert.equal(at(timeline, 100), '#~\n.~');
      assert.equal(at(timeline, 200), '#~\n~#');
      assert.equal(at(timeline, 300), '##\n##');
    });

    it('does not wait for the hours between shards of a merged run', () => {
      const merged: RunState = {
        ...runOf([
          [correct(100, 1000), correct(300, 7_200_000)],
          [correct(4000, 1050), correct(100, 9050)],
        ]),
        merged: { planHash: '', plan: {} as PlanDigests, parts: [] },
      };
      const timeline = buildTimeline(merged, 'asItHappened');
      // 4 s in which nothing was asked are as they were; the two hours after 8.15 s take a second.
      assert.equal(timeline.length, 8150 + 1000 + 300);
      assert.equal(at(timeline, 8150), '#.\n##');
      assert.equal(at(timeline, 9149), '#.\n##');
      assert.equal(at(timeline, 9150), '#~\n##');
      assert.equal(buildTimeline({ ...merged, merged: null }, 'asItHappened').length, 7_200_000 + 300 - 1000);
    });

    it('falls back to series for a report, which has no real times', () => {
      const report = runOf([[correct(100, null), correct(200, null)]]);
      assert.equal(hasRealTimes(report), false);
      assert.equal(buildTimeline(report, 'asItHappened').mode, 'series');
    });
  });

  it('has nothing to play before anything finished', () => {
    const timeline = buildTimeline(runOf([[{ verdict: 'not_run', total: null, startedAt: null }], []]), 'asItHappened');
    assert.equal(timeline.length, 0);
    assert.equal(at(timeline, 1000), '.\n');
    assert.equal(buildTimeline(runOf([]), 'series').length, 0);
  });

  describe('at any clock', () => {
    const sketch: fc.Arbitrary<Sketch> = fc.record({
      verdict: fc.constantFrom<Verdict>('correct', 'incorrect', 'error', 'not_run'),
      total: fc.option(fc.double({ min: 0, max: 5000, noNaN: true }), { freq: 8 }),
      startedAt: fc.option(fc.double({ min: 0, max: 20000, noNaN: true }), { freq: 30 }),
    });
    const runs = fc.array(fc.array(sketch, { maxLength: 12 }), { maxLength: 4 }).map(runOf);
    const modes = fc.constantFrom<ReplayMode>('series', 'asItHappened');

    it('is monotone, ends with every finished test lit, and never lights another', () => {
      fc.assert(
        fc.property(
          runs,
          modes,
          fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }),
          (run, mode, shares) => {
            const timeline = buildTimeline(run, mode);
            const cursor = new ReplayCursor(timeline);
            let before = cursor.phases.map((row) => row.slice());
            for (const share of [...shares].sort((a, b) => a - b).concat(1)) {
              cursor.seek(timeline.length * share);
              cursor.phases.forEach((row, index) =>
                row.forEach((phase, position) => assert.ok(phase >= before[index]![position]!)),
              );
              before = cursor.phases.map((row) => row.slice());
            }
            run.models.forEach((model, row) =>
              model.tests.forEach((test, position) => {
                const expected = test.phase === 'finished' ? replayPhase.lit : replayPhase.waiting;
                assert.equal(cursor.phases[row]![position], expected);
              }),
            );
          },
        ),
      );
    });

    it('is where it would be without the way there, and visits exactly the squares that changed, once', () => {
      fc.assert(
        fc.property(
          runs,
          modes,
          fc.array(fc.double({ min: -0.1, max: 1.2, noNaN: true }), { maxLength: 10 }),
          (run, mode, shares) => {
            const timeline = buildTimeline(run, mode);
            const cursor = new ReplayCursor(timeline);
            for (const share of shares) {
              const clock = timeline.length * share;
              const before = cursor.phases.map((row) => row.slice());
              const visited = new Map<string, number>();
              cursor.seek(clock, (row, position, phase) => {
                assert.equal(visited.has(`${row} ${position}`), false);
                visited.set(`${row} ${position}`, phase);
              });
              assert.equal(picture(cursor), at(timeline, clock));
              cursor.phases.forEach((row, index) =>
                row.forEach((phase, position) => {
                  const hasChanged = phase !== before[index]![position];
                  if (hasChanged) assert.equal(visited.get(`${index} ${position}`), phase);
                  else assert.ok(!visited.has(`${index} ${position}`) || visited.get(`${index} ${position}`) === phase);
                }),
              );
            }
          },
        ),
      );
    });
  });
});
