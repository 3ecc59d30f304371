// Reads the files of a folder that may come from anybody. `name` is relative to it, with forward slashes. All throw as `openInside`.

import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { formatAbove } from '../../shared/text/format';
import { openInside } from './insideFolder';

export function openPlainFile(folder: string, name: string): Promise<FileHandle> {
  return openInside(folder, name, constants.O_RDONLY);
}

/** A file may be as long as it likes with nothing in it; more than this is not read of one, bytes. */
const mostFileBytes = 128 * 1024 * 1024;
/** Reports have the answers of a whole run. */
export const mostReportBytes = 500 * 1024 * 1024;

/** Throws in words where the file has more than `most` bytes. */
export async function readPlainFile(folder: string, name: string, most = mostFileBytes): Promise<Buffer> {
  const file = await openPlainFile(folder, name);
  try {
    const { size } = await file.stat();
    if (size > most)
      throw new Error(
        `${name} has ${formatAbove(size / 1e6, most / 1e6)} MB, and at most ${Math.round(most / 1e6)} MB are read of it.`,
      );
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** The text of a file that a program wrote, as UTF-8. */
export async function readPlainText(folder: string, name: string): Promise<string> {
  return (await readPlainFile(folder, name)).toString('utf8');
}
