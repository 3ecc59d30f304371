// The run that another one is held against: named, or the newest of its benchmark that has finished.

import { resolve } from 'node:path';
import type { ShardChoice } from '../../shared/run/shard';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { findRun, runFolderAt } from './findRun';
import { listRuns } from './listRuns';

/** The run that is held against it, as far as it tells which earlier ones it can be held against. */
interface LaterRun {
  benchmarkName: string;
  /** Absent where it is no shard: a part is held against the same part. */
  shard?: ShardChoice | undefined;
  /** Its own folder, where it is there already: then only runs before it count as earlier. */
  runDirectory?: string;
}

/**
 * The run folder that `reference` means: what `findRun` takes, but `latest` is the newest run in `runsDirectory` that is of the same benchmark and has
 * finished, and a folder of runs stands for the newest such one in it. Throws for people when there is none.
 */
export async function findBaseline(
  reference: string,
  run: LaterRun,
  runsDirectory: string,
  cwd: string,
): Promise<string> {
  const wanted = reference.trim();
  if (runFolderAt(wanted, cwd) === null) {
    if (wanted === 'latest') return newestFinished(runsDirectory, run);
    const folder = resolve(cwd, wanted);
    const isRunsFolder = wanted !== '' && (await listRuns(folder).catch(() => [])).length > 0;
    if (isRunsFolder) return newestFinished(folder, run);
  }
  return findRun(reference, [runsDirectory], cwd);
}

async function newestFinished(runsDirectory: string, run: LaterRun): Promise<string> {
  const runs = await listRuns(runsDirectory);
  // The newest is first.
  const own = runs.findIndex(({ runDirectory }) => runDirectory === run.runDirectory);
  const found = runs
    .slice(own + 1)
    .find(
      (one) =>
        'manifest' in one &&
        one.manifest.benchmarkName === run.benchmarkName &&
        one.manifest.status === 'finished' &&
        isSamePart(one.manifest.shard, run.shard),
    );
  if (found) return found.runDirectory;
  throw new Error(`${runsDirectory} holds no earlier run of ${oneLine(run.benchmarkName)} that has finished.`);
}

function isSamePart(one: ShardChoice | null, other: ShardChoice | undefined): boolean {
  return one?.index === other?.index && one?.of === other?.of;
}
