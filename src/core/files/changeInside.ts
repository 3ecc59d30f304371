// Makes, moves and removes what is in a folder that may have come from anybody, see `insideFolder.ts`. Names are relative to the folder, with
// forward slashes. All throw as `pathInside`, and what the file system says.

import { constants, mkdirSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { codeOf } from '../../shared/text/codeOf';
import { folderInside, openInside, pathInside } from './insideFolder';
import { isUnable } from './syncFolder';

/** Writes a file that is not there yet, and has the disk keep it; its name is kept with the next file that is replaced beside it. Throws when it is there. */
export async function createFile(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const file = await openInside(folder, name, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
  try {
    await file.writeFile(content);
    await file.sync().catch((error: unknown) => {
      if (!isUnable(error)) throw error;
    });
  } finally {
    await file.close();
  }
}

/** Makes a folder with those above it that are missing, but never `folder` itself. False when it was there. */
export function makeFolderInside(folder: string, name: string): boolean {
  const parts = name.split('/');
  let isMade = false;
  for (let count = 1; count <= parts.length; count++) {
    const inside = parts.slice(0, count);
    try {
      mkdirSync(pathInside(folder, inside.join('/')));
      isMade = true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      folderInside(folder, inside);
    }
  }
  return isMade;
}

/** Removes a file, or a folder with all that is in it; a link goes, and what it leads to stays. What is not there is no reason to throw. */
export async function removeInside(folder: string, name: string): Promise<void> {
  const path = whereThere(() => pathInside(folder, name));
  if (path !== undefined) await rm(path, { recursive: true, force: true });
}

/** Moves a file in its folder, onto what has the new name. */
export async function renameInside(folder: string, name: string, newName: string): Promise<void> {
  await rename(pathInside(folder, name), pathInside(folder, newName));
}

/** The names in a folder of the folder; none where it is not there. */
export async function namesInside(folder: string, name: string): Promise<string[]> {
  const path = whereThere(() => folderInside(folder, name));
  return path === undefined ? [] : readdir(path).catch((): string[] => []);
}

/** Absent where a folder on the way is. */
function whereThere(find: () => string): string | undefined {
  try {
    return find();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
