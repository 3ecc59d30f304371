// Walks a run folder when it is closed: how much it holds, which pictures are missing, and what a killed process left half-written.

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { runFiles, testFiles } from './runFolderPaths';

interface FolderContent {
  /** All files but the lock, bytes. */
  bytes: number;
  /** Test folders with a result but without a result image. */
  withoutImage: number;
}

/** Folders looked at in one go; then others may have their turn. */
const foldersAtOnce = 100;

/** Only for who holds the run's lock: temporary files that are there are nobody's any more and are removed. */
export async function sweepRunFolder(runDirectory: string): Promise<FolderContent> {
  const content = { bytes: 0, withoutImage: 0 };
  const folders = [runDirectory];
  for (let count = 1; folders.length > 0; count++) {
    // Synchronous calls cost a fifth of asynchronous ones here, and a large run has hundreds of thousands of files.
    const folder = folders.pop()!;
    const names = new Set<string>();
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.name.endsWith('.tmp')) rmSync(path, { force: true });
      else if (entry.name !== runFiles.lock || folder !== runDirectory) {
        names.add(entry.name);
        content.bytes += statSync(path).size;
      }
    }
    if (names.has(testFiles.result) && !names.has(testFiles.resultImage)) content.withoutImage++;
    if (count % foldersAtOnce === 0) await nextTurn();
  }
  return content;
}
