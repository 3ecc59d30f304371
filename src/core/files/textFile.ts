// The one reader of the texts that people hand over: benchmarks, reports, files of variables, and their copies in run folders.

import { readFile } from 'node:fs/promises';
import { encodingFault, saveAsUtf8, type EncodingFault } from '../../shared/text/encodingFault';

/** A file that is not UTF-8. The message names it, the place and what to do. */
export class EncodingError extends Error {
  override name = 'EncodingError';

  constructor(
    name: string,
    readonly fault: EncodingFault,
  ) {
    super(`${name} ${fault.message}. ${saveAsUtf8}`);
  }
}

/** The text of a file's bytes, without a byte order mark. Throws an `EncodingError` when they are not UTF-8; `name` is the file's, for people. */
export function decodeText(bytes: Uint8Array, name: string): string {
  const fault = encodingFault(bytes);
  if (fault) throw new EncodingError(name, fault);
  return new TextDecoder().decode(bytes);
}

/** As `decodeText`, for a file on disk. Throws what reading throws, too. */
export async function readUtf8File(path: string, name: string): Promise<string> {
  return decodeText(await readFile(path), name);
}
