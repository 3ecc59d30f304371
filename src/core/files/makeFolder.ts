// Makes a folder with those above it. Node's recursive `mkdir` never ends where a system lets nobody make a folder but says that none is
// there, as Linux does below /proc.

import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../../shared/text/codeOf';
import { syncFolder } from './syncFolder';

/** Makes what is missing of an absolute path, and has the disk keep it. Throws what the file system says, `ENOTDIR` and so on. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeOne(path);
  } catch (error) {
    const isParentMissing = codeOf(error) === 'ENOENT';
    const parent = dirname(path);
    if (!isParentMissing || parent === path) throw error;
    await makeFolder(parent);
    await makeOne(path);
  }
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (await isFolder(path)) return;
    throw error;
  }
  await syncFolder(dirname(path));
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
