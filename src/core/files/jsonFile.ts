// JSON files of the run folder: readable by people, and never half-written where it matters.

import { replaceFile } from './replaceFile';

/** Matches one recorded chunk as `JSON.stringify` indents it; a string can't hold these line breaks, so texts are safe. */
const indentedChunk = /\{\s*\n\s*"t": ([^\n]+),\n\s*"kind": ([^\n]+),\n\s*"characters": ([^\n]+)\n\s*\}/g;

/** Indented JSON with each recorded chunk on one line of its own. */
export function formatRecord(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(indentedChunk, '{ "t": $1, "kind": $2, "characters": $3 }')}\n`;
}

/** Replaces a file as a whole, see `replaceFile`. */
export async function writeJsonAtomically(path: string, value: unknown): Promise<void> {
  await writeTextAtomically(path, formatRecord(value));
}

/** As `writeJsonAtomically`, for text that is made already. */
export async function writeTextAtomically(path: string, text: string): Promise<void> {
  await replaceFile(path, (file) => file.writeFile(text));
}
