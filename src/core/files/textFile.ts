// The one reader of the texts that people hand over: benchmarks, reports, files of variables, and their copies in run folders.

import { constants } from 'node:buffer';
import { fstatSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { encodingFault, type EncodingFault } from '../../shared/text/encodingFault';

/** A file that is not UTF-8. The message names it, the place and what to do. */
export class EncodingError extends Error {
  override name = 'EncodingError';

  constructor(
    name: string,
    readonly fault: EncodingFault,
  ) {
    super(`${name} ${fault.message}. ${fault.advice}`);
  }
}

/** More can't be held as one text. */
export const mostTextBytes = constants.MAX_STRING_LENGTH;

/** A file that is too large to be read as one text. The message names it and what to do. */
export class TextTooLarge extends Error {
  override name = 'TextTooLarge';

  constructor(name: string) {
    const mib = Math.ceil(mostTextBytes / 1024 ** 2);
    super(`${name} is larger than ${mib} MiB, which is the most that is read of one text. Split it.`);
  }
}

/**
 * The text of a file's bytes, without a byte order mark. Throws an `EncodingError` when they are not UTF-8, and `TextTooLarge`; `name` is the file's,
 * for people.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.byteLength > mostTextBytes) throw new TextTooLarge(name);
  const fault = encodingFault(bytes);
  if (fault) throw new EncodingError(name, fault);
  return new TextDecoder().decode(bytes);
}

/** As `decodeText`, for a file on disk. Throws what reading throws, too. */
export async function readUtf8File(path: string, name: string): Promise<string> {
  if ((await stat(path)).size > mostTextBytes) throw new TextTooLarge(name);
  return decodeText(await readFile(path), name);
}

/** Whether what is open there is a folder. */
export function isFolder(fd: number): boolean {
  return fstatSync(fd).isDirectory();
}

/** The start of a file, at most so many bytes, for a first look: what is no UTF-8 in it is a replacement character. Throws what reading throws. */
export async function readTextHead(path: string, mostBytes: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
