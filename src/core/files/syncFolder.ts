// Makes the names in a folder outlive a power failure, not only what is in its files.

import { open } from 'node:fs/promises';
import { codeOf } from '../../shared/text/codeOf';

/** What systems say that can't sync a folder, or know no such thing for this kind of file. */
const cantSync = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM', 'EACCES', 'EISDIR']);

/** Asks the disk to keep the names of the files in a folder; does nothing where the system has no way to ask. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder as a file, and keeps names by itself.
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isUnable(error)) throw error;
  }
}

/** True for what a file system says that can't do what was asked, rather than failing at it. */
export function isUnable(error: unknown): boolean {
  return cantSync.has(codeOf(error) ?? '');
}
