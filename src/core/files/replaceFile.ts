// Files that are never half-written where somebody may read them, not even after a power failure.

import { constants, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openInside, pathInside } from './insideFolder';
import { isUnable, syncFolder } from './syncFolder';
import { temporaryName } from './temporaryName';

/**
 * Replaces a file of a folder as a whole: a reader sees the old one or the new, never a part. `write` fills the new one. Throws what goes wrong;
 * then the old file is as it was and nothing is left beside it.
 */
export async function replaceFile(
  folder: string,
  name: string,
  write: (file: FileHandle) => Promise<unknown>,
): Promise<void> {
  const temporary = temporaryName(name);
  try {
    const file = await openInside(folder, temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
    try {
      await write(file);
      await file.sync().catch((error: unknown) => {
        if (!isUnable(error)) throw error;
      });
    } finally {
      await file.close();
    }
    const path = pathInside(folder, name);
    await rename(pathInside(folder, temporary), path);
    await syncFolder(dirname(path));
  } catch (error) {
    await removeFailed(folder, temporary);
    throw ofFile(error, folder, name);
  }
}

/** As `replaceFile`, for a file that a power failure may take: it does not wait for the disk. */
export function replaceFileSync(folder: string, name: string, bytes: Uint8Array): void {
  const temporary = pathInside(folder, temporaryName(name));
  try {
    writeFileSync(temporary, bytes, { flag: 'wx' });
    renameSync(temporary, pathInside(folder, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw ofFile(error, folder, name);
  }
}

async function removeFailed(folder: string, temporary: string): Promise<void> {
  try {
    await rm(pathInside(folder, temporary), { force: true });
  } catch {
    // It is swept away with the others when the run is closed.
  }
}

/** What went wrong first is what is told, of the file that was to be replaced: nobody knows the temporary one. */
function ofFile(error: unknown, folder: string, name: string): unknown {
  return error instanceof Error && 'path' in error ? Object.assign(error, { path: join(folder, name) }) : error;
}
