// A test of format 1 that is asked or judged again is kept in its model's file from then on: with all that its own folder has, and what was
// before. Its folder would go on to say the old verdict, so it goes.

import { posix } from 'node:path';
import type { RunState } from '../../shared/run/runState';
import { namesInside, removeInside } from '../files/changeInside';
import { endedTests } from './readTest';
import { testDirectoryName, testFiles } from './runFolderPaths';

/** Only for who holds the run's lock, when all that was written is on the disk. Files that are none of ours stay, and their folder with them. */
export async function removeOldTestFolders(runDirectory: string, { models }: Pick<RunState, 'models'>): Promise<void> {
  for (const model of models) {
    const ofModel = posix.dirname(testDirectoryName(model.model, 1));
    if ((await namesInside(runDirectory, ofModel)).length === 0) continue;
    for (const { index, evidence } of endedTests([model])) {
      if (evidence) await removeTestFolder(runDirectory, testDirectoryName(model.model, index));
    }
    if ((await namesInside(runDirectory, ofModel)).length === 0) await removeInside(runDirectory, ofModel);
  }
}

async function removeTestFolder(runDirectory: string, folder: string): Promise<void> {
  const names = await namesInside(runDirectory, folder);
  if (names.length === 0) return;
  const ours: readonly string[] = Object.values(testFiles);
  for (const name of names) if (ours.includes(name)) await removeInside(runDirectory, `${folder}/${name}`);
  if (names.every((name) => ours.includes(name))) await removeInside(runDirectory, folder);
}
