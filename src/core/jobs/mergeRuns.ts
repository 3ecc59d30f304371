// Merges shards into one run folder: their events behind one another, the words and pictures that those tell of, and what follows from
// them as a whole. Everything is made in a folder beside the new one, which takes its name when it is complete: a kill leaves nothing or all.

import { randomBytes } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RunState } from '../../shared/run/runState';
import { removeInside } from '../files/changeInside';
import { isInside } from '../files/insideFolder';
import { syncFolder } from '../files/syncFolder';
import { workingOnRun } from '../run/runStopped';
import { namesOfMerging, mergingPrefix } from '../runFolder/mergingFolder';
import { createRunFolder, runFiles } from '../runFolder/runFolderPaths';
import { isRunLocked, lockNewRun, withLock } from '../runFolder/runLock';
import { updateRunsPage } from '../runFolder/writeRunsPage';
import { mergeParts, type PartEvents } from './mergeParts';
import { refuseOtherPlans } from './refuseOtherPlans';
import { isTaken, refuseInside, takenTarget } from './mergeTarget';
import { hasAskedNothing, readShardFolder, type ShardFolder } from './shardFolder';
import { writeMergedRun } from './writeMergedRun';
import type { MergeRequest, MergeProgress } from './mergeRequest';

/** A folder that is being made has a lock, but for moments far shorter than this, ms. */
const unlockedMs = 60_000;

interface MergeOutcome {
  runDirectory: string;
  state: RunState;
  /** What went wrong beside the tests, for people; also in `run.json`. */
  problems: string[];
  /** Tests that several folders had an answer of. */
  doubles: number;
}

/**
 * When `signal` aborts, its reason is thrown, and nothing is left. Throws for people when the folders are no shards of one
 * run, one of them can't be read, or the new one is there already or would be inside of them.
 */
export async function mergeRuns(
  request: MergeRequest,
  onProgress: MergeProgress,
  signal: AbortSignal,
): Promise<MergeOutcome> {
  const { target, distDirectory } = request;
  const name = basename(target);
  if (await isTaken(target)) throw takenTarget(target);
  const folders: ShardFolder[] = [];
  const left: string[] = [];
  const directories = new Set(request.runDirectories);
  for (const directory of directories) {
    onProgress(folders.length + left.length, directories.size, 'run folders read');
    if (await hasAskedNothing(directory)) left.push(basename(directory));
    else folders.push(await readShardFolder(directory));
    signal.throwIfAborted();
  }
  const [nothing] = left;
  if (folders.length === 0 && nothing !== undefined) throw new Error(leftText(nothing));
  const problems = [...(request.problems ?? []), ...left.map((one) => `${leftText(one)} It was left out.`)];
  await refuseInside(target, request.runDirectories);
  await refuseOtherPlans(folders);
  const { parts, doubles } = mergeParts(folders.flatMap((folder) => folder.parts));
  const ordered = folders.toSorted((a, b) => placeOf(a, parts) - placeOf(b, parts));
  const words = { what: `Merging into ${name}`, rest: 'Nothing of it is kept.', again: 'merge the runs again' };
  return workingOnRun(words, async () => {
    const parent = dirname(target);
    await removeLeftOvers(parent);
    const { runDirectory: making } = await createRunFolder(parent, `${mergingPrefix}${randomBytes(8).toString('hex')}`);
    try {
      const outcome = await withLock(await lockNewRun(making), () =>
        writeMergedRun(
          { ...request, problems, folders: ordered, parts, doubles, making, runId: name },
          onProgress,
          signal,
        ),
      );
      await syncFolder(making);
      signal.throwIfAborted();
      await nameIt(making, target);
      await syncFolder(parent);
      await updateRunsPage(parent, distDirectory);
      return { runDirectory: target, ...outcome, doubles };
    } catch (error) {
      await rm(making, { recursive: true, force: true });
      throw error;
    }
  });
}

function leftText(name: string): string {
  return `${name} was left before it had asked anything.`;
}

/** Where the first part of a folder is among all. */
function placeOf(folder: ShardFolder, parts: readonly PartEvents[]): number {
  const own = new Set(folder.parts.map(({ started: { runId, at } }) => `${at} ${runId}`));
  return parts.findIndex(({ started: { runId, at } }) => own.has(`${at} ${runId}`));
}

/** Gives the folder its name. Another merging may have had the same one in mind, and been faster. */
async function nameIt(making: string, target: string): Promise<void> {
  if (await isTaken(target)) throw takenTarget(target);
  try {
    await rename(making, target);
  } catch (error) {
    if (await isTaken(target)) throw takenTarget(target);
    throw error;
  }
}

/** Removes what a process left that was killed while it merged. */
async function removeLeftOvers(parent: string): Promise<void> {
  for (const name of await namesOfMerging(parent))
    if (await isLeftOver(join(parent, name))) await removeInside(parent, name);
}

/** Who merges has no lock for a moment after making the folder, and for one before naming it. */
async function isLeftOver(making: string): Promise<boolean> {
  if (isInside(making, runFiles.lock)) return !(await isRunLocked(making));
  const touchedAt = await stat(making).then(
    ({ mtimeMs }) => mtimeMs,
    () => Infinity,
  );
  return Date.now() - touchedAt > unlockedMs;
}
