// Opens only what is a file. A run folder may come from anybody, and to open a pipe is to wait, perhaps for ever, for somebody to write into
// it; each such wait takes one of the few threads that all file access of the process shares.

import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';

/** Without waiting for what is at the other end of a pipe; Windows knows no such pipes, and no such flag. */
const readAtOnce = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/** Opens a file for reading. Throws what opening throws, and in words for a folder, pipe or device. */
export async function openPlainFile(path: string): Promise<FileHandle> {
  const file = await open(path, readAtOnce);
  try {
    if ((await file.stat()).isFile()) return file;
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  throw new Error(`${basename(path)} is no file.`);
}

/** The bytes of a file. Throws as `openPlainFile`. */
export async function readPlainFile(path: string): Promise<Buffer> {
  const file = await openPlainFile(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** The text of a file that a program wrote, as UTF-8. Throws as `openPlainFile`. */
export async function readPlainText(path: string): Promise<string> {
  return (await readPlainFile(path)).toString('utf8');
}
