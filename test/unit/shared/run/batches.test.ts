import assert from 'node:assert/strict';
import { batchEnds, batchPhases, openBatches, type BatchEvent } from '../../../../src/shared/run/batches';
import type { RunEvent, TestFinished } from '../../../../src/shared/run/events';
import { abandonedStatus, findTest, isMissing } from '../../../../src/shared/run/runState';
import { applyEvent, foldRun } from '../../../../src/shared/run/foldRun';
import { columnsOf, stateOf } from '../../../../src/shared/run/runColumns';
import { eventSchema } from '../../../../src/core/runFolder/eventSchema';
import { waitingText } from '../../../../src/shared/words/batchText';
import { aModel, noTimings } from '../../../builders';

const model = 'openai~gpt-x';
const at = '2026-11-28T07:00:00.000+01:00';
const started: RunEvent = {
  type: 'runStarted',
  t: 0,
  schemaVersion: 2,
  runId: 'r',
  at,
  benchmarkName: 'b',
  purpose: 'p',
  testType: 'raw_string_evaluator',
  models: [aModel(model), aModel('openai~other')],
  prompts: [1, 2, 3, 4].map((index) => ({ index, label: '' })),
};
const planned = (batch: number, tests: number[], t = 1): BatchEvent => ({
  type: 'batchPlanned',
  t,
  at,
  batch,
  model,
  tests,
  key: '00112233445566aa',
});
const submitted = (batch: number, t = 2): BatchEvent => ({
  type: 'batchSubmitted',
  t,
  at,
  batch,
  id: `batch_${batch}`,
});
const collected = (batch: number, t = 9): BatchEvent => ({ type: 'batchCollected', t, at, batch, end: 'completed' });
const ended = (index: number, verdict: TestFinished['verdict']): RunEvent => ({
  type: 'testFinished',
  t: 5,
  model,
  index,
  verdict,
  attempts: 1,
  timings: noTimings({ endedAt: 5 }),
  tokens: { input: 1, output: 1, reasoning: null, cached: null, source: 'usage' },
  cost: { usd: 0.5, source: 'prices' },
});
const phases = (events: RunEvent[]): string =>
  foldRun(events)
    .models[0]!.tests.map(({ phase }) => phase)
    .join(' ');

describe('batches of a run', () => {
  it('leave their tests waiting until the model API has them', () => {
    assert.equal(phases([started, planned(1, [1, 2])]), 'waiting waiting waiting waiting');
    assert.equal(phases([started, planned(1, [1, 2]), submitted(1)]), 'submitted submitted waiting waiting');
  });

  it('keep their tests submitted when the run is left, killed or resumed', () => {
    const left = [started, planned(1, [1, 2]), submitted(1)];
    const resumed: RunEvent = { type: 'runResumed', t: 4, at };
    assert.equal(phases([...left, { type: 'runFinished', t: 3, status: 'waiting' }, resumed]), phases(left));
    assert.equal(abandonedStatus(foldRun(left)), 'waiting');
    assert.equal(abandonedStatus(foldRun([...left, collected(1)])), 'interrupted');
  });

  it('count as missing what is not collected', () => {
    const state = foldRun([started, planned(1, [1, 2]), submitted(1), ended(1, 'correct')]);
    assert.deepEqual(state.models[0]!.tests.map(isMissing), [false, true, true, true]);
    assert.equal(openBatches(state.batches).length, 1);
  });

  it('say what their run waits for, and when they are being cancelled', () => {
    const said = (events: RunEvent[]): string | null => waitingText(foldRun(events).batches);
    const progress = (batch: number, phase: 'running' | 'cancelling', answered: number): BatchEvent => ({
      type: 'batchProgress',
      t: 3,
      at,
      batch,
      phase,
      answered,
      failed: null,
    });
    const both = [started, planned(1, [1, 2]), submitted(1), planned(2, [3, 4]), submitted(2)];
    assert.equal(said([started]), null);
    assert.equal(said(both), 'waiting for 2 batches, 4 tests');
    assert.equal(said([...both, progress(1, 'running', 1)]), 'waiting for 2 batches, 1 of 4 answered');
    assert.equal(said([...both, collected(1)]), 'waiting for 1 batch, 2 tests');
    const cancelling = [progress(1, 'cancelling', 1), progress(2, 'cancelling', 0)];
    assert.equal(said([...both, ...cancelling]), 'cancelling 2 batches, 1 of 4 answered');
  });

  it('forget of a test that is asked again everything but its cost', () => {
    const state = foldRun([started, planned(1, [1]), submitted(1), ended(1, 'error'), collected(1)]);
    for (const event of [planned(2, [1], 10), submitted(2, 11)]) applyEvent(state, event);
    const test = findTest(state, model, 1)!;
    assert.deepEqual([test.phase, test.verdict, test.cost], ['submitted', 'not_run', null]);
    assert.deepEqual(state.models[0]!.otherCost.failedAttempts, { usd: 0.5, calls: 1 });
  });

  it('give a test back when nothing came of it, unless a later batch has it', () => {
    const both = [started, planned(1, [1, 2]), submitted(1), planned(2, [2]), collected(1)];
    assert.equal(phases(both), 'waiting submitted waiting waiting');
    assert.equal(phases([...both, submitted(2)]), 'waiting submitted waiting waiting');
  });

  it('are planned once, and unknown ones change nothing', () => {
    const state = foldRun([started, planned(1, [1]), planned(1, [2, 3]), submitted(7), collected(8)]);
    assert.equal(state.batches.length, 1);
    assert.deepEqual(state.batches[0]!.tests, [1]);
  });

  it('cross to a page and come back', () => {
    const state = foldRun([started, planned(1, [2, 4]), submitted(1)]);
    assert.deepEqual(stateOf(columnsOf(state)), state);
  });

  it('are read from disk as they were written, in every phase and with every end', () => {
    const events: BatchEvent[] = [
      { ...planned(1, [1]), way: '{"endpoint":"responses"}' } as BatchEvent,
      submitted(1),
      ...batchPhases.map((phase): BatchEvent => ({
        type: 'batchProgress',
        t: 3,
        at,
        batch: 1,
        phase,
        answered: null,
        failed: 2,
      })),
      ...batchEnds.map((end): BatchEvent => ({ type: 'batchCollected', t: 4, at, batch: 1, end, message: 'why' })),
    ];
    for (const event of events) assert.deepEqual(eventSchema.parse(event), event);
    assert.equal(eventSchema.safeParse(planned(1, [])).success, false);
  });
});
