// Puts a file of JSON lines right that a killed process left with half a line.

import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { openInside } from './insideFolder';
import { mostLineBytes } from './linesFile';

/** As `cutHalfLine`, for a file that is not open yet. Throws when there is no such file. */
export async function cutHalfLineOf(folder: string, name: string): Promise<number> {
  const file = await openInside(folder, name, constants.O_RDWR);
  try {
    return await cutHalfLine(file);
  } finally {
    await file.close();
  }
}

/**
 * Makes the file end with a whole line, so that more can be appended: a last line that is JSON only lacks its end and gets it,
 * anything else is cut off. Returns the number of bytes dropped. Only for who holds the run's lock.
 */
export async function cutHalfLine(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  const start = await startOfLastLine(file, size);
  const length = size - start;
  if (length === 0) return 0;
  // A power cut may leave any length of nothing. What is longer than any line of ours needs no look.
  if (length <= mostLineBytes && isJson(await textAt(file, start, length))) {
    await file.write('\n', size);
    return 0;
  }
  await file.truncate(start);
  return length;
}

const pieceLength = 64 * 1024;

/** The offset behind the last line end of the first `size` bytes; `size` for a file that ends as it should. */
export async function startOfLastLine(file: FileHandle, size: number): Promise<number> {
  const piece = Buffer.alloc(Math.min(pieceLength, size));
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - pieceLength);
    const { bytesRead } = await file.read(piece, 0, end - start, start);
    const lineEnd = piece.subarray(0, bytesRead).lastIndexOf(0x0a);
    if (lineEnd >= 0) return start + lineEnd + 1;
    end = start;
  }
  return 0;
}

async function textAt(file: FileHandle, offset: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.toString('utf8', 0, bytesRead);
}

/** No part of an object is JSON, so what is was written whole. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
