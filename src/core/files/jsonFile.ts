// JSON files of the run folder: readable by people, and never half-written where it matters.

import { formatRecord } from '../../shared/text/formatRecord';
import { replaceFile } from './replaceFile';

/** Replaces a file of a folder as a whole, see `replaceFile`. */
export async function writeJsonAtomically(folder: string, name: string, value: unknown): Promise<void> {
  await writeTextAtomically(folder, name, formatRecord(value));
}

/** As `writeJsonAtomically`, for text that is made already. */
export async function writeTextAtomically(folder: string, name: string, text: string): Promise<void> {
  await replaceFile(folder, name, (file) => file.writeFile(text));
}
