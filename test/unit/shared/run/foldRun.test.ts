import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import { emptyRun, findTest, type RunState } from '../../../../src/shared/run/runState';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import { aModel, noTimings } from '../../../builders';

const started = (models: string[], prompts: number): RunEvent => ({
  type: 'runStarted',
  t: 0,
  schemaVersion: 1,
  runId: 'r',
  at: '2026-11-21T17:45:03.000+01:00',
  benchmarkName: 'b',
  purpose: 'p',
  testType: 'raw_string_evaluator',
  models: models.map((model) => aModel(model)),
  prompts: Array.from({ length: prompts }, (_, position) => ({ index: position + 1, label: '' })),
});
const begun = (model: string, index: number, t: number): RunEvent => ({ type: 'testStarted', t, model, index });
const ended = (model: string, index: number, t: number, verdict: TestFinished['verdict']): RunEvent => ({
  type: 'testFinished',
  t,
  model,
  index,
  verdict,
  attempts: 1,
  timings: noTimings({ endedAt: t, queue: 0, retry: 0, total: t }),
  tokens: { input: 1, output: 1, reasoning: null, cached: null, source: 'usage' },
  cost: { usd: 0, source: 'local' },
});

const rescored = (
  model: string,
  index: number,
  t: number,
  verdict: TestFinished['verdict'],
  previousVerdict: TestFinished['verdict'],
): RunEvent => ({
  type: 'testRescored',
  t,
  at: '2026-11-22T09:00:00.000+01:00',
  model,
  index,
  verdict,
  previousVerdict,
  ...(verdict === 'error' ? { error: { kind: 'evaluator', message: 'm' } } : {}),
});
const resumed = (t: number): RunEvent => ({ type: 'runResumed', t, at: '2026-11-22T09:00:00.000+01:00' });

/** A row a line: `.` waiting, `~` running, `#` correct, `x` incorrect, `!` error. */
function picture(state: RunState): string[] {
  const marks = { correct: '#', incorrect: 'x', error: '!', not_run: '?' };
  return state.models.map((model) =>
    model.tests
      .map((test) => (test.phase === 'waiting' ? '.' : test.phase === 'running' ? '~' : marks[test.verdict]))
      .join(''),
  );
}

describe('the state of a run', () => {
  it('is empty before the first event', () => {
    assert.deepEqual(foldRun([]), emptyRun());
  });

  it('tells of the models of the newest start, and of two of one name of the first', () => {
    const state = foldRun([started(['a~x'], 1), begun('a~x', 1, 5)]);
    applyEvent(state, started(['a~y', 'a~x', 'a~x'], 2));
    applyEvent(state, begun('a~x', 2, 7));
    assert.deepEqual(picture(state), ['..', '.~', '..']);
  });

  it('shows what waits, runs and has ended', () => {
    const events = [
      started(['a~x', 'a~y'], 4),
      begun('a~x', 1, 5),
      begun('a~y', 1, 6),
      ended('a~x', 1, 9, 'correct'),
      begun('a~x', 2, 10),
      ended('a~x', 2, 12, 'incorrect'),
      ended('a~y', 1, 13, 'error'),
      begun('a~y', 3, 14),
    ];
    const state = foldRun(events);
    assert.deepEqual(picture(state), ['#x..', '!.~.']);
    assert.equal(state.elapsed, 14);
    assert.equal(state.status, 'running');
    assert.equal(findTest(state, 'a~x', 2)?.startedAt, 10);
  });

  it('takes back what was under way when a run is cancelled', () => {
    const state = foldRun([
      started(['a~x'], 2),
      begun('a~x', 1, 5),
      { type: 'runFinished', t: 7, status: 'cancelled' },
    ]);
    assert.deepEqual(picture(state), ['..']);
    assert.equal(state.status, 'cancelled');
  });

  it('goes on after a kill: what was under way waits, what is asked again counts anew', () => {
    const killed = [started(['a~x'], 3), begun('a~x', 1, 1), begun('a~x', 2, 2), ended('a~x', 1, 3, 'error')];
    const state = foldRun([...killed, resumed(4)]);
    assert.deepEqual([picture(state), state.status], [['!..'], 'running']);
    applyEvent(state, begun('a~x', 1, 5));
    assert.deepEqual(
      [picture(state), findTest(state, 'a~x', 1)?.error, findTest(state, 'a~x', 1)?.tokens],
      [['~..'], null, null],
    );
    applyEvent(state, ended('a~x', 1, 6, 'correct'));
    applyEvent(state, { type: 'runFinished', t: 7, status: 'cancelled' });
    assert.deepEqual([picture(state), state.status], [['#..'], 'cancelled']);
    applyEvent(state, resumed(8));
    assert.equal(state.status, 'running');
  });

  it('keeps both verdicts of a test that was judged again, and only as long as they differ', () => {
    const state = foldRun([
      started(['a~x'], 2),
      begun('a~x', 1, 1),
      ended('a~x', 1, 3, 'correct'),
      rescored('a~x', 1, 3, 'error', 'correct'),
      rescored('a~x', 2, 3, 'correct', 'incorrect'),
    ]);
    const test = findTest(state, 'a~x', 1)!;
    assert.deepEqual(
      [test.verdict, test.originalVerdict, test.error?.kind, test.timings?.total],
      ['error', 'correct', 'evaluator', 3],
    );
    applyEvent(state, rescored('a~x', 1, 3, 'incorrect', 'error'));
    assert.deepEqual([test.verdict, test.originalVerdict, test.error], ['incorrect', 'correct', null]);
    applyEvent(state, rescored('a~x', 1, 3, 'correct', 'incorrect'));
    assert.deepEqual([test.verdict, test.originalVerdict], ['correct', undefined]);
    assert.deepEqual(picture(state), ['#.']);
  });

  it('remembers attempts that failed', () => {
    const failed: RunEvent = {
      type: 'attemptFailed',
      t: 6,
      model: 'a~x',
      index: 1,
      attempt: 2,
      error: { kind: 'rateLimited', message: '' },
      retryInMs: 100,
    };
    assert.equal(findTest(foldRun([started(['a~x'], 1), begun('a~x', 1, 5), failed]), 'a~x', 1)?.failedAttempts, 2);
  });

  it('is not upset by tests it does not know', () => {
    assert.deepEqual(
      picture(foldRun([started(['a~x'], 1), ended('b~z', 1, 3, 'correct'), ended('a~x', 9, 3, 'correct')])),
      ['.'],
    );
  });

  it('survives JSON, and folding from any snapshot gives the state of folding from the start', () => {
    const model = fc.constantFrom('a~x', 'a~y');
    const index = fc.integer({ min: 1, max: 5 });
    const anyEvent = fc.oneof(
      fc.tuple(model, index, fc.nat()).map(([m, i, t]) => begun(m, i, t)),
      fc
        .tuple(model, index, fc.nat(), fc.constantFrom<TestFinished['verdict']>('correct', 'incorrect', 'error'))
        .map(([m, i, t, verdict]) => ended(m, i, t, verdict)),
      fc.nat().map((t): RunEvent => ({ type: 'runFinished', t, status: 'finished' })),
      fc.nat().map(resumed),
      fc
        .tuple(model, index, fc.nat(), fc.constantFrom<TestFinished['verdict']>('correct', 'incorrect', 'error'))
        .map(([m, i, t, verdict]) => rescored(m, i, t, verdict, 'correct')),
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.nat(40), (rest, cut) => {
        const events = [started(['a~x', 'a~y'], 5), ...rest];
        const snapshot = JSON.parse(JSON.stringify(foldRun(events.slice(0, cut + 1)))) as RunState;
        for (const event of events.slice(cut + 1)) applyEvent(snapshot, event);
        assert.deepEqual(snapshot, foldRun(events));
      }),
    );
  });
});
