// A test of format 1 that is asked or judged again is kept in its model's file from then on: with all that its own folder has, and what was
// before. Its folder would go on to say the old verdict, so it goes.

import { readdir, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunState } from '../../shared/run/runState';
import { endedTests } from './readTest';
import { testDirectory, testFiles } from './runFolderPaths';

/** Only for who holds the run's lock, when all that was written is on the disk. Files that are none of ours stay, and their folder with them. */
export async function removeOldTestFolders(runDirectory: string, { models }: Pick<RunState, 'models'>): Promise<void> {
  for (const model of models) {
    const ofModel = dirname(testDirectory(runDirectory, model.model, 1));
    if ((await namesIn(ofModel)).length === 0) continue;
    for (const { index, evidence } of endedTests([model])) {
      if (evidence) await removeTestFolder(testDirectory(runDirectory, model.model, index));
    }
    if ((await namesIn(ofModel)).length === 0) await rmdir(ofModel);
  }
}

async function removeTestFolder(folder: string): Promise<void> {
  const names = await namesIn(folder);
  if (names.length === 0) return;
  const ours: readonly string[] = Object.values(testFiles);
  for (const name of names) if (ours.includes(name)) await rm(join(folder, name));
  if (names.every((name) => ours.includes(name))) await rmdir(folder);
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((): string[] => []);
}
