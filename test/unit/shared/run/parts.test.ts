// The events of a merged run: times of several clocks on one, machines, what each part asked of its own.

import assert from 'node:assert/strict';
import type { JudgeCalibrated, RunEvent } from '../../../../src/shared/run/events';
import type { Machine } from '../../../../src/shared/run/machine';
import { isOfSeveralClocks, jobsOf, missingShards, type PartStarted } from '../../../../src/shared/run/parts';
import { shiftOf } from '../../../../src/shared/run/foldClock';
import { columnsOf, stateOf } from '../../../../src/shared/run/runColumns';
import type { RunState } from '../../../../src/shared/run/runState';
import { foldRun } from '../../../../src/shared/run/foldRun';
import { mergedText, numbersText } from '../../../../src/shared/words/shardText';
import { runStarted } from '../../core/jobs/syntheticShards';
import { aTimings } from '../../../builders';

const start = Date.UTC(2026, 10, 28);
const at = (ms: number): string => new Date(start + ms).toISOString();
const machine = (cores: number): Machine => ({ os: 'Linux', architecture: 'x64', processor: 'P', cores, memoryGb: 8 });
const a = 'openai~a';

const part = (ms: number, index: number, cores: number): PartStarted => ({
  type: 'partStarted',
  t: 0,
  runId: `shard-${index}`,
  at: at(ms),
  shard: { index, of: 4 },
  machine: machine(cores),
  versions: {},
  budgetUsd: null,
  noise: null,
  comment: '',
});
const test = (index: number, t: number): RunEvent[] => [
  { type: 'testStarted', t: t - 10, model: a, index },
  {
    type: 'testFinished',
    t,
    model: a,
    index,
    verdict: 'correct',
    attempts: 1,
    timings: aTimings({ dispatchedAt: t - 10, endedAt: t }),
    tokens: { input: 1, output: 1, reasoning: null, cached: null, source: 'usage' },
    cost: { usd: 0, source: 'local' },
  },
];
const calibrated: JudgeCalibrated = {
  type: 'judgeCalibrated',
  t: 1,
  judge: 'openai~j',
  key: 'k',
  rubric: 'r',
  labels: 2,
  agreed: 2,
  kappa: 1,
  answers: [],
  cost: { usd: 1, calls: 2 },
};

function fold(events: RunEvent[]): RunState {
  return foldRun([runStarted('merged', start), ...events]);
}

const spans = (state: RunState): unknown[] =>
  state.models[0]!.tests.map(({ startedAt, timings, machine: place }) => [
    startedAt,
    timings?.dispatchedAt,
    timings?.endedAt,
    place,
  ]);

describe('the parts of a merged run', () => {
  const events: RunEvent[] = [
    part(0, 1, 2),
    calibrated,
    ...test(1, 100),
    { type: 'runFinished', t: 110, status: 'cancelled' },
    { type: 'runResumed', t: 110, at: at(10_000), machine: machine(4) },
    ...test(2, 200),
    part(5000, 3, 2),
    { ...calibrated, cost: { usd: 2, calls: 1 } },
    ...test(3, 50),
    { type: 'runSignedOff', t: 50, at: at(6000), reviewer: 'Ada' },
    { type: 'partsEnded', t: 10_090 },
  ];

  it('has the clock of one machine where processes of it made all', () => {
    const job = { ...part(0, 1, 4), shard: { index: 1, of: 2, isJob: true as const } };
    assert.equal(isOfSeveralClocks({ merged: null }), false);
    assert.equal(isOfSeveralClocks({ merged: { parts: [job, job] } }), false);
    assert.equal(isOfSeveralClocks({ merged: { parts: [part(0, 1, 4), part(0, 2, 4)] } }), true);
    assert.equal(isOfSeveralClocks({ merged: { parts: [job, { ...job, shard: null }] } }), true);
  });

  it('come to one clock by the calendar, also where one of them went on later', () => {
    const state = fold(events);
    assert.deepEqual(spans(state), [
      [90, 90, 100, undefined],
      [10_080, 10_080, 10_090, 1],
      [5040, 5040, 5050, undefined],
    ]);
    assert.equal(state.elapsed, 10_090);
    assert.deepEqual(state.machines, ['P, 2 cores, 8 GB, Linux x64', 'P, 4 cores, 8 GB, Linux x64']);
    assert.equal(state.status, 'running');
    assert.deepEqual(stateOf(columnsOf(state)), state);
  });

  it('calibrate a judge once, and pay for each', () => {
    const { judges, signOffs } = fold(events);
    assert.deepEqual(
      judges.map(({ key, cost }) => [key, cost]),
      [['k', { usd: 3, calls: 3 }]],
    );
    assert.equal(calibrated.cost.usd, 1);
    // Ada has signed one shard.
    assert.equal(signOffs[0]?.isOutdated, true);
  });

  it('leave the clock of what is asked later as it is', () => {
    const state = fold([
      ...events,
      { type: 'runResumed', t: 10_090, at: at(1e9), machine: machine(8) },
      ...test(1, 10_200),
      { type: 'runFinished', t: 10_300, status: 'finished' },
    ]);
    assert.deepEqual(spans(state)[0], [10_190, 10_190, 10_200, 2]);
    assert.equal(state.elapsed, 10_300);
    assert.equal(state.status, 'finished');
  });

  it('say which shards are missing, where numbers can say it', () => {
    const { merged } = fold(events);
    assert.deepEqual(missingShards(merged!.parts), { of: 4, missing: [2, 4] });
    assert.equal(missingShards([...merged!.parts, { shard: { index: 1, of: 2 } }]), null);
    assert.equal(missingShards([]), null);
    assert.equal(mergedText({ merged, status: 'interrupted' }), 'merged from 2 of 4 shards, without 2 and 4');
    assert.equal(mergedText({ merged, status: 'finished' }), 'merged from 2 of 4 shards');
    assert.equal(mergedText({ merged: null, status: 'finished' }), null);
    const jobs = merged!.parts.map((part) => ({
      ...part,
      shard: part.shard && { ...part.shard, isJob: true as const },
    }));
    assert.equal(jobsOf(merged), 1);
    assert.equal(jobsOf({ parts: jobs }), 4);
    assert.equal(mergedText({ merged: { parts: jobs }, status: 'finished' }), 'made by 2 of 4 processes');
    assert.equal(numbersText([3]), '3');
    assert.equal(numbersText(Array.from({ length: 12 }, (_, one) => one + 1)), '1, 2, 3, 4, 5, 6, 7, 8 and 4 more');
  });

  it('stay where they are when a date is none', () => {
    assert.equal(shiftOf('never', 5, at(0)), 0);
    assert.equal(shiftOf(at(7), 5, null), 0);
    assert.equal(shiftOf(at(7), 5, at(0)), 2);
  });
});
