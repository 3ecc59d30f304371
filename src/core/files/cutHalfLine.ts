// Puts a file of JSON lines right that a killed process left with half a line.

import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { openInside } from './insideFolder';

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
  const tail = await lastLine(file, size);
  if (tail.length === 0) return 0;
  if (isJson(tail.toString('utf8'))) {
    await file.write('\n', size);
    return 0;
  }
  await file.truncate(size - tail.length);
  return tail.length;
}

const pieceLength = 64 * 1024;

/** What follows the last line end; empty for a file that ends as it should. */
async function lastLine(file: FileHandle, size: number): Promise<Buffer> {
  let tail = Buffer.alloc(0);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - pieceLength);
    const piece = Buffer.alloc(end - start);
    await file.read(piece, 0, piece.length, start);
    const lineEnd = piece.lastIndexOf(0x0a);
    tail = Buffer.concat([piece.subarray(lineEnd + 1), tail]);
    if (lineEnd >= 0) break;
    end = start;
  }
  return tail;
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
