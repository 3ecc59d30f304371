// Shard folders as lists of events, made up at random: interrupted, resumed, overlapping, copied while they went on, judged again, reviewed.

import fc from 'fast-check';
import { partsOf } from '../../../../src/core/jobs/partsOf';
import type { PartEvents } from '../../../../src/core/jobs/mergeParts';
import type { RunEvent, RunStarted, TestFinished } from '../../../../src/shared/run/events';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { aModel, aTimings } from '../../../builders';

const models = ['openai~a', 'openai~b'];
const promptCount = 3;
const of = 2;
const hour = 3_600_000;

export interface SyntheticFolder {
  started: RunStarted;
  events: RunEvent[];
  name: string;
}

type Outcome = 'correct' | 'incorrect' | 'error' | 'skipped' | 'cut';

interface Step {
  test: { model: string; index: number };
  outcome: Outcome;
  then: 'nothing' | 'rescored' | 'reviewed' | 'resumed';
}

const step: fc.Arbitrary<Step> = fc.record({
  test: fc.record({ model: fc.constantFrom(...models), index: fc.integer({ min: 1, max: promptCount }) }),
  outcome: fc.constantFrom<Outcome>('correct', 'incorrect', 'error', 'skipped', 'cut'),
  then: fc.constantFrom<Step['then']>('nothing', 'nothing', 'rescored', 'reviewed', 'resumed'),
});

const digest = '0'.repeat(64);
const plan = {
  format: digest,
  benchmark: digest,
  files: digest,
  pictures: digest,
  models: digest,
  prompts: digest,
  mode: digest,
};

export function runStarted(name: string, at: number, shard?: number): RunStarted {
  return {
    type: 'runStarted',
    t: 0,
    schemaVersion: 2,
    runId: name,
    at: new Date(at).toISOString(),
    benchmarkName: 'b',
    purpose: '',
    testType: 'raw_string_evaluator',
    models: models.map((model) => aModel(model)),
    prompts: Array.from({ length: promptCount }, (_, place) => ({ index: place + 1, label: String(place) })),
    mode: 'throughput',
    ...(shard === undefined
      ? { merged: { planHash: digest, plan } }
      : { shard: { index: shard, of, planHash: digest, plan } }),
  };
}

function eventsOf(steps: readonly Step[], start: number): RunEvent[] {
  const events: RunEvent[] = [];
  let t = 0;
  let pause = 0;
  for (const { test, outcome, then } of steps) {
    t += 10;
    if (outcome === 'skipped') {
      events.push({ type: 'testSkipped', t, ...test, reason: { kind: 'budget', message: '' } });
    } else {
      events.push({ type: 'testStarted', t, ...test });
      t += 10;
      if (outcome !== 'cut') events.push(finished(test, outcome, t));
      if (outcome === 'correct' && then === 'rescored')
        events.push({
          type: 'testRescored',
          t,
          at: iso(start + t),
          ...test,
          verdict: 'incorrect',
          previousVerdict: 'correct',
        });
      if (outcome === 'correct' && then === 'reviewed')
        events.push({
          type: 'testReviewed',
          t,
          at: iso(start + t),
          ...test,
          reviewer: 'Ada',
          verdict: 'incorrect',
          reason: 'so',
        });
    }
    if (then !== 'resumed') continue;
    pause += hour;
    events.push({ type: 'runResumed', t, at: iso(start + pause + t) });
  }
  return events;
}

function finished(test: Step['test'], verdict: TestFinished['verdict'], t: number): TestFinished {
  return {
    type: 'testFinished',
    t,
    ...test,
    verdict,
    attempts: 1,
    timings: aTimings({ dispatchedAt: t - 10, endedAt: t }),
    tokens: { input: 1, output: 1, reasoning: null, cached: null, source: 'usage' },
    // Whole numbers, whose sums are the same in every order.
    cost: { usd: 1, source: 'prices' },
    ...(verdict === 'error' ? { error: { kind: 'api' as const, message: '' } } : {}),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

const folder: fc.Arbitrary<SyntheticFolder> = fc
  .record({
    id: fc.integer({ min: 0, max: 3 }),
    shard: fc.integer({ min: 1, max: of }),
    start: fc.integer({ min: 0, max: 5 }),
    steps: fc.array(step, { maxLength: 10 }),
  })
  .map(({ id, shard, start, steps }) => {
    const at = Date.UTC(2026, 10, 28) + start * 60_000;
    const name = `run-${id}-${shard}-${start}`;
    return { name, started: runStarted(name, at, shard), events: eventsOf(steps, at) };
  });

/** Some folders and copies of them, taken while they were written. No two runs have one name and one start. */
export const folders: fc.Arbitrary<SyntheticFolder[]> = fc
  .tuple(
    fc.uniqueArray(folder, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
    fc.array(fc.record({ which: fc.nat(), length: fc.nat({ max: 12 }) }), { maxLength: 2 }),
  )
  .map(([own, copies]) => [
    ...own,
    ...copies.map(({ which, length }, at) => {
      const { name, started, events } = own[which % own.length]!;
      return { name: `copy-${at}-of-${name}`, started, events: events.slice(0, length) };
    }),
  ]);

/** What a part needs to know of `run.json`. */
const manifest = { machine: null, versions: {}, budgetUsd: null, noise: null } as unknown as RunManifest;

export function partsOfFolder({ started, events, name }: SyntheticFolder): PartEvents[] {
  return partsOf(started, events, manifest, name);
}

/** The events of a merged run as its file has them. */
export function merged(parts: readonly PartEvents[], name: string): SyntheticFolder {
  const start = parts[0] ? Date.parse(parts[0].started.at) : 0;
  const events = parts.flatMap((part): RunEvent[] => [part.started, ...part.events.map(({ event }) => event)]);
  return { name, started: runStarted(name, start), events: [...events, { type: 'partsEnded', t: 0 }] };
}
