// JSON files of the run folder: readable by people, and never half-written where it matters.

import { formatRecord } from '../../shared/text/formatRecord';
import { replaceFile } from './replaceFile';

/** Replaces a file as a whole, see `replaceFile`. */
export async function writeJsonAtomically(path: string, value: unknown): Promise<void> {
  await writeTextAtomically(path, formatRecord(value));
}

/** As `writeJsonAtomically`, for text that is made already. */
export async function writeTextAtomically(path: string, text: string): Promise<void> {
  await replaceFile(path, (file) => file.writeFile(text));
}
