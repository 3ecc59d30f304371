// The runs of a folder, newest first, from each run's `run.json` and nothing else, so that hundreds of large runs list at once.

import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { mergingPrefix } from './mergingFolder';
import { newestFirst } from './newestFirst';
import { runFiles } from './runFolderPaths';
import { isRunLocked } from './runLock';
import { isFileInside } from '../files/insideFolder';
import { parseRecord } from '../files/parseRecord';
import { readPlainText } from '../files/plainFile';
import { manifestSchema } from './manifestSchema';
import { messageOf } from '../../shared/text/messageOf';
import { codeOf } from '../../shared/text/codeOf';
import type { ListedRun } from './listedRun';

/** Files read at once: enough to hide the disk's latency, few enough to stay below a process's limit of open files. */
const readAtOnce = 32;

/**
 * Every folder directly below `runsDirectory` that has a `run.json`. A folder that is not there has no runs.
 * Throws when the folder is there and can't be read.
 */
export async function listRuns(runsDirectory: string): Promise<ListedRun[]> {
  let names: string[];
  try {
    names = (await readdir(runsDirectory, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .filter((name) => !name.startsWith(mergingPrefix));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  const remaining = names.values();
  const listed: ListedRun[] = [];
  const readOn = async (): Promise<void> => {
    for (const name of remaining) {
      const run = await readListedRun(join(runsDirectory, name));
      if (run) listed.push(run);
    }
  };
  await Promise.all(Array.from({ length: readAtOnce }, readOn));
  return newestFirst(listed);
}

/** One run folder as a list shows it; absent for a folder that is no run, and for a run that is only beginning. Never throws. */
export async function readListedRun(runDirectory: string): Promise<ListedRun | undefined> {
  let text: string;
  try {
    text = await readPlainText(runDirectory, runFiles.manifest);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return withoutManifest(runDirectory);
    return {
      runDirectory,
      problem: `${runFiles.manifest} of ${basename(runDirectory)} can't be read: ${messageOf(error)}`,
    };
  }
  try {
    const manifest = parseRecord(manifestSchema, text, `${runFiles.manifest} of ${basename(runDirectory)}`);
    if (manifest.status === 'running' && !(await isRunLocked(runDirectory)))
      manifest.status = manifest.submitted > 0 ? 'waiting' : 'interrupted';
    return { runDirectory, manifest };
  } catch (error) {
    return { runDirectory, problem: messageOf(error) };
  }
}

/** What has events is a run: `run.json` was lost, or the disk refused it before it was first written. */
async function withoutManifest(runDirectory: string): Promise<ListedRun | undefined> {
  if (!isFileInside(runDirectory, runFiles.events) || (await isRunLocked(runDirectory))) return undefined;
  const problem = `${basename(runDirectory)} has no ${runFiles.manifest}; resuming the run makes it anew.`;
  return { runDirectory, problem };
}

/** Runs that can't be read go last. */
