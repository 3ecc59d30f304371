// `--shard 3/16`, or `auto` for what the machine that starts many says.

import { mostShards, type ShardChoice } from '../../shared/run/shard';
import type { FlagKind } from './flagKinds';
import { UsageError } from './usageError';

export const shardWords: FlagKind<ShardChoice | 'auto', ShardChoice | 'auto' | undefined> = {
  takes: 'value',
  placeholder: ' I/N',
  absent: undefined,
  read: (flag, values) => {
    const text = values.at(-1)!;
    if (text === 'auto') return 'auto';
    const [, index, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
    if (index === undefined || of === undefined)
      throw new UsageError(
        `--${flag} must be which shard of how many, such as 3/16, or auto, not "${text}".`,
        'Shards are counted from 1.',
      );
    return checkedShard({ index: Number(index), of: Number(of) }, `--${flag} ${text}`);
  },
};

/** Throws `UsageError` where there is no such shard; `source` is where the numbers are from. */
export function checkedShard(shard: ShardChoice, source: string): ShardChoice {
  const { index, of } = shard;
  if (of < 1 || of > mostShards)
    throw new UsageError(`${source}: the number of shards must be from 1 to ${mostShards}, not ${of}.`);
  if (index < 1 || index > of)
    throw new UsageError(
      `${source}: there is no shard ${index} of ${of}.`,
      `Shards are counted from 1: the first is 1/${of}, the last ${of}/${of}.`,
    );
  return shard;
}
