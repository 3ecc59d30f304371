// What one of several processes of a run may do, so that all together do what the run may: limits and budget are divided among them. Shards that
// are no jobs run where and when they like, and have the whole of both.

import type { ShardChoice } from '../../shared/run/shard';
import type { GateLimits } from './requestGate';
import type { TestQueue } from './schedule';

/** What is embedded in each process has no server or account to spare. */
export function limitsOfShard(
  { limits, isEmbedded }: Pick<TestQueue, 'limits' | 'isEmbedded'>,
  shard: ShardChoice | undefined,
): GateLimits {
  if (!shard?.isJob || isEmbedded) return limits;
  const { start, most, requestsPerMinute, tokensPerMinute } = limits;
  return {
    // At least one: what adapts would come to it soon, and together they are within the most.
    start: Math.max(1, partOf(start, shard)),
    most: partOf(most, shard),
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute: partOf(requestsPerMinute, shard) }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute: partOf(tokensPerMinute, shard) }),
  };
}

/** USD; null for no limit. */
export function budgetOfShard(budgetUsd: number | null, shard: ShardChoice | undefined): number | null {
  return budgetUsd === null || !shard?.isJob ? budgetUsd : budgetUsd / shard.of;
}

/** The parts of all come to the whole. */
function partOf(whole: number, { index, of }: ShardChoice): number {
  return Math.floor(whole / of) + (index <= whole % of ? 1 : 0);
}
