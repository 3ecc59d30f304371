// A merged run: the events of several run folders one after the other, each folder's behind a `partStarted` that says whose they are and
// when its clock began. The events keep the times of their own clocks; the fold brings them to one. Pure.

import type { PythonIsolation } from './pythonIsolation';
import type { ChargedCalls } from './testMeasurement';
import type { Machine } from './machine';
import type { RunNoise } from './runConditions';
import type { PlanDigests, ShardChoice } from './shard';

/** What is known of one of the folders that a merged run was made of. */
export interface RunPart {
  /** The name of its folder. */
  runId: string;
  /** ISO 8601 with offset: when the clock of its events began. */
  at: string;
  /** Null for what a merged run asked by itself when it was resumed. */
  shard: ShardChoice | null;
  /** Null where it was not recorded. */
  machine: Machine | null;
  versions: { [name: string]: string };
  /** Where it would have stopped, USD; null for no limit. */
  budgetUsd: number | null;
  /** Null where it was not measured. */
  noise: RunNoise | null;
  comment: string;
}

/** The events from here to the next one of this type, or to `partsEnded`, are those of one folder, and `t` is of its clock. */
export interface PartStarted extends RunPart {
  type: 'partStarted';
  t: number;
  /** Absent when no test of the part executes Python. */
  python?: PythonIsolation;
}

/** The events of the parts are over: what follows happened to the merged run, on its own clock. */
export interface PartsEnded {
  type: 'partsEnded';
  t: number;
}

/** A part had asked the test as well, and another answer counts. Of this one only the cost is left. */
export interface DoubleDropped {
  type: 'doubleDropped';
  t: number;
  model: string;
  index: number;
  cost: ChargedCalls;
}

/** The plan that all shards of a run share. */
export interface SharedPlan {
  planHash: string;
  plan: PlanDigests;
}

export interface RunMerge extends SharedPlan {
  /** In the order of their beginning. */
  parts: RunPart[];
}

/** How many processes of one machine made the run at the same time; 1 where it was not divided among such. */
export function jobsOf(merged: { parts: readonly Pick<RunPart, 'shard'>[] } | null): number {
  return Math.max(1, ...(merged?.parts ?? []).map(({ shard }) => (shard?.isJob ? shard.of : 1)));
}

/** Whether the events of a run are put on one clock by the date and time of several; processes of one machine have one. */
export function isOfSeveralClocks({ merged }: { merged: Pick<RunMerge, 'parts'> | null }): boolean {
  return merged !== null && merged.parts.some(({ shard }) => !shard?.isJob);
}

/**
 * The numbers of the shards that no part is of; null where parts are of divisions into different numbers of shards, so that nobody can
 * say it by number.
 */
export function missingShards(parts: readonly Pick<RunPart, 'shard'>[]): { of: number; missing: number[] } | null {
  const shards = parts.flatMap(({ shard }) => shard ?? []);
  const [first] = shards;
  if (!first || shards.some(({ of }) => of !== first.of)) return null;
  const there = new Set(shards.map(({ index }) => index));
  const all = Array.from({ length: first.of }, (_, at) => at + 1);
  return { of: first.of, missing: all.filter((index) => !there.has(index)) };
}
