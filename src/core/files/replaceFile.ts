// Files that are never half-written where somebody may read them, not even after a power failure.

import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isUnable, syncFolder } from './syncFolder';

/**
 * Replaces a file as a whole: a reader sees the old one or the new, never a part. `write` fills the new one. Throws what goes wrong; then
 * the old file is as it was and nothing is left beside it.
 */
export async function replaceFile(path: string, write: (file: FileHandle) => Promise<unknown>): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await write(file);
      await file.sync().catch((error: unknown) => {
        if (!isUnable(error)) throw error;
      });
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    // What went wrong first is what is told.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
