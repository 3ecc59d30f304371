// How a run is named that is a shard, or was merged from shards.

import { counted } from '../text/counted';
import { jobsOf, missingShards, type RunMerge } from '../run/parts';
import { shardOfTest, shardText, type RunShard } from '../run/shard';
import { isMissing, type RunState, type RunStatus } from '../run/runState';

interface MergedRun {
  merged: Pick<RunMerge, 'parts'> | null;
  status: RunStatus;
}

/** Missing shards that are named one by one; the rest are counted. */
const mostNamed = 8;

/** `shard 3 of 16`, `merged from 16 shards`; null for a run that is neither. */
export function partText(run: MergedRun & { shard: RunShard | null }): string | null {
  return run.shard ? shardText(run.shard) : mergedText(run);
}

/**
 * `merged from 16 shards`, `merged from 14 of 16 shards, without 3 and 7`, `made by 4 processes`; null for a run that was not merged.
 */
export function mergedText({ merged, status }: MergedRun): string | null {
  if (!merged) return null;
  const shards = new Set(merged.parts.flatMap(({ shard }) => (shard ? [`${shard.index}/${shard.of}`] : [])));
  const [made, one, many] =
    jobsOf(merged) > 1 ? ['made by', 'process', 'processes'] : ['merged from', 'shard', 'shards'];
  const known = missingShards(merged.parts);
  if (!known || known.missing.length === 0) return `${made} ${shards.size} ${shards.size === 1 ? one : many}`;
  const { of, missing } = known;
  const without = status === 'finished' ? '' : `, without ${numbersText(missing)}`;
  return `${made} ${of - missing.length} of ${of} ${many}${without}`;
}

/** `3`, `3 and 7`, `3, 7 and 12 more` */
export function numbersText(numbers: readonly number[]): string {
  const named = numbers.slice(0, mostNamed).map(String);
  const rest = numbers.length - named.length;
  const words = rest > 0 ? [...named, `${rest} more`] : named;
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

/** Tests of one shard that a merged run lacks. */
interface MissingOfShard {
  /** `shard 3 of 16`; of parts that were divided differently `the run`. */
  whose: string;
  /** Whether any folder of that shard was merged. */
  isThere: boolean;
  tests: number;
}

/** What a merged run lacks, by shard; nothing of any other run. */
export function missingOfShards({ merged, models, mode }: RunState): MissingOfShard[] {
  if (!merged) return [];
  const lacking = models.flatMap(({ model, tests }) =>
    tests.filter((test) => isMissing(test) && test.notRun === null).map(({ index }) => ({ model, index })),
  );
  const known = missingShards(merged.parts);
  if (!known) return lacking.length === 0 ? [] : [{ whose: 'the run', isThere: true, tests: lacking.length }];
  const { of, missing } = known;
  const kind = jobsOf(merged) > 1 ? { isJob: true as const } : {};
  const plan = { mode, models: models.map(({ model }) => model) };
  const counts = new Map<number, number>();
  for (const test of lacking) {
    const index = shardOfTest(test, plan, of);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([index, tests]) => ({ whose: shardText({ index, of, ...kind }), isThere: !missing.includes(index), tests }));
}

/** `12 tests are missing`, and of each shard what it lacks: `shard 3 of 16: was not merged, 12 tests`; null where nothing is. */
export function missingText(state: RunState): { whole: string; byShard: string[] } | null {
  const missing = missingOfShards(state);
  if (missing.length === 0) return null;
  const tests = missing.reduce((sum, one) => sum + one.tests, 0);
  return {
    whole: `${counted(tests, 'test')} ${tests === 1 ? 'is' : 'are'} missing`,
    byShard: missing.map(
      ({ whose, isThere, tests: count }) =>
        `${whose}: ${isThere ? `${counted(count, 'test')} did not end` : `was not merged, ${counted(count, 'test')}`}`,
    ),
  };
}
