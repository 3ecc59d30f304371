// A shard: the part of a planned run that one folder has. Every shard plans the whole run and takes its own tests by a rule that only
// looks at the plan, so that shards need not know of each other. Pure.

import type { RunMode } from './runMode';

/** Which shard of how many; `index` counts from 1. */
export interface ShardChoice {
  index: number;
  of: number;
  /** The shards are processes that one machine runs at the same time for one run: its limits and its budget are those of all together. */
  isJob?: true;
}

/** The parts of a plan that must be equal for two folders to be shards of one run, in the order in which people are told. */
export const planParts = ['format', 'benchmark', 'files', 'pictures', 'models', 'prompts', 'mode'] as const;

type PlanPart = (typeof planParts)[number];

/** A digest of each part of a plan, hexadecimal. */
export type PlanDigests = { [part in PlanPart]: string };

export interface RunShard extends ShardChoice {
  /** The sha256 of all parts together, hexadecimal: what shards of one run share. */
  planHash: string;
  plan: PlanDigests;
}

/** More shards than this no cluster has; they are named one by one where they are missing. */
export const mostShards = 100_000;

/** `shard 3 of 16`; of a run that one machine made by several processes `process 3 of 4` */
export function shardText({ index, of, isJob }: ShardChoice): string {
  return `${isJob ? 'process' : 'shard'} ${index} of ${of}`;
}

/**
 * The shard (from 1) that asks a test of a plan. In throughput mode a hash of model and index decides, and an index is a prompt and its trial.
 * In speed mode models are dealt out whole, in their order, so that one model is timed on one machine.
 */
export function shardOfTest(
  test: { model: string; index: number },
  { mode, models }: { mode: RunMode | null; models: readonly string[] },
  of: number,
): number {
  const number = mode === 'speed' ? models.indexOf(test.model) : hashOf(`${test.model}#${test.index}`);
  return (number % of) + 1;
}

/** FNV-1a of the UTF-16 code units, 32 bits, and the last steps of MurmurHash3 so that its low bits are as good as its high ones. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < text.length; position++)
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
