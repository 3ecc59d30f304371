// Walks a run folder when it is closed: how much it holds, and what a killed process left half-written.

import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isLeftOver } from './isLeftOver';
import { runFiles } from './runFolderPaths';

/** Folders looked at in one go; then others may have their turn. */
const foldersAtOnce = 100;

/**
 * The sizes of all files but the lock added up, bytes. Only for who holds the run's lock: temporary files that are there are nobody's any more
 * and are removed.
 */
export async function sweepRunFolder(runDirectory: string): Promise<number> {
  let bytes = 0;
  const folders = [runDirectory];
  for (let count = 1; folders.length > 0; count++) {
    // Synchronous calls cost a fifth of asynchronous ones here, and a large run has hundreds of thousands of files.
    const folder = folders.pop()!;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (isLeftOver(entry.name)) rmSync(path, { force: true });
      else if (entry.name !== runFiles.lock || folder !== runDirectory) bytes += lstatSync(path).size;
    }
    if (count % foldersAtOnce === 0) await nextTurn();
  }
  return bytes;
}
