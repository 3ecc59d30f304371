// `--shard auto`: which shard this process is, by the variables that Slurm, Kubernetes and CI systems set for each of many jobs.

import type { ShardChoice } from '../../shared/run/shard';
import { checkedShard } from '../arguments/shardWords';
import { UsageError } from '../arguments/usageError';

type Variables = { readonly [name: string]: string | undefined };

interface FoundShard {
  shard: ShardChoice;
  /** The variables that say so. */
  source: string;
}

const remedy = 'Write --shard I/N instead, such as --shard 3/16.';

/** Throws `UsageError` where nothing says it, or what is said makes no sense. */
export function shardOfMachine(variables: Variables): ShardChoice {
  const found = [slurmShard, kubernetesShard, ciShard].flatMap((find) => find(variables) ?? []);
  const [first, ...others] = found;
  if (!first)
    throw new UsageError(
      '--shard auto finds none of SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX and CI_NODE_INDEX, which say which shard this is.',
      remedy,
    );
  for (const { shard, source } of others) {
    if (shard.index !== first.shard.index || shard.of !== first.shard.of)
      throw new UsageError(
        `--shard auto finds two answers: ${textOf(first)} and ${textOf({ shard, source })}.`,
        remedy,
      );
  }
  return checkedShard(first.shard, `--shard auto, by ${first.source}`);
}

function textOf({ shard: { index, of }, source }: FoundShard): string {
  return `${index}/${of} by ${source}`;
}

/** The ids of an array may begin anywhere and have a step between them: `--array=0-30:2`. */
function slurmShard(variables: Variables): FoundShard | null {
  const id = numberIn(variables, 'SLURM_ARRAY_TASK_ID');
  if (id === null) return null;
  const of = needed(variables, 'SLURM_ARRAY_TASK_COUNT', 'SLURM_ARRAY_TASK_ID');
  const least = needed(variables, 'SLURM_ARRAY_TASK_MIN', 'SLURM_ARRAY_TASK_ID');
  const most = needed(variables, 'SLURM_ARRAY_TASK_MAX', 'SLURM_ARRAY_TASK_ID');
  const step = of > 1 ? (most - least) / (of - 1) : 1;
  const position = (id - least) / step;
  if (!Number.isInteger(step) || !Number.isInteger(position))
    throw new UsageError(
      `--shard auto: the ${of} tasks of the Slurm array from ${least} to ${most} are not evenly spaced, so that task ${id} is no shard of them.`,
      `Write --array=1-N, or name the shard: ${remedy}`,
    );
  return { shard: { index: position + 1, of }, source: 'SLURM_ARRAY_TASK_ID' };
}

/** Kubernetes counts from 0 and does not say how many there are: the job has to. */
function kubernetesShard(variables: Variables): FoundShard | null {
  const index = numberIn(variables, 'JOB_COMPLETION_INDEX');
  if (index === null) return null;
  const of = needed(variables, 'JOB_COMPLETION_COUNT', 'JOB_COMPLETION_INDEX');
  return { shard: { index: index + 1, of }, source: 'JOB_COMPLETION_INDEX' };
}

/** GitLab counts from 1. */
function ciShard(variables: Variables): FoundShard | null {
  const index = numberIn(variables, 'CI_NODE_INDEX');
  if (index === null) return null;
  return { shard: { index, of: needed(variables, 'CI_NODE_TOTAL', 'CI_NODE_INDEX') }, source: 'CI_NODE_INDEX' };
}

function needed(variables: Variables, name: string, beside: string): number {
  const value = numberIn(variables, name);
  if (value !== null) return value;
  const where =
    name === 'JOB_COMPLETION_COUNT'
      ? 'Kubernetes does not set it: give it to the container in `env`, with the value of `completions`.'
      : remedy;
  throw new UsageError(`--shard auto: ${beside} is set, but ${name} is not.`, where);
}

/** Null for a variable that is not set. */
function numberIn(variables: Variables, name: string): number | null {
  const text = variables[name]?.trim() ?? '';
  if (text === '') return null;
  if (!/^\d{1,9}$/.test(text))
    throw new UsageError(`--shard auto: ${name} must be a whole number, not "${text}".`, remedy);
  return Number(text);
}
