// Reads a file at once and synchronously, for loading a benchmark, which is synchronous: an editor underlines while somebody types.

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { formatAbove } from '../../shared/text/format';

/** Windows knows neither of these: no such pipes, and links are looked for instead. */
const { O_NONBLOCK: atOnce = 0, O_NOFOLLOW: notThrough = 0 } = constants as Partial<typeof constants>;

/** What the file holds, or why it is not taken; `refused` completes `cases.csv ...`. */
type WholeFile = { bytes: Buffer } | { refused: string };

/** Reads a plain file of at most `mostBytes`. `path` is absolute and its folders have been looked at. Throws what the file system says. */
export function readWholeFile(path: string, mostBytes: number): WholeFile {
  const file = openSync(path, constants.O_RDONLY | atOnce | notThrough);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) return { refused: 'is no ordinary file.' };
    if (found.size > mostBytes)
      return { refused: `is too large: ${formatAbove(found.size / 1e6, mostBytes / 1e6)} MB.` };
    const bytes = Buffer.allocUnsafe(found.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(file, bytes, length, bytes.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return { bytes: bytes.subarray(0, length) };
  } finally {
    closeSync(file);
  }
}
