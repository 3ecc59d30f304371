// Reads the files of a folder that may come from anybody. `name` is relative to it, with forward slashes. All throw as `openInside`.

import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { openInside } from './insideFolder';

export function openPlainFile(folder: string, name: string): Promise<FileHandle> {
  return openInside(folder, name, constants.O_RDONLY);
}

export async function readPlainFile(folder: string, name: string): Promise<Buffer> {
  const file = await openPlainFile(folder, name);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** The text of a file that a program wrote, as UTF-8. */
export async function readPlainText(folder: string, name: string): Promise<string> {
  return (await readPlainFile(folder, name)).toString('utf8');
}
