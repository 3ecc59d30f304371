// How a record is written for people to read.

/** Matches one recorded chunk as `JSON.stringify` indents it; a string can't hold these line breaks, so texts are safe. */
const indentedChunk = /\{\s*\n\s*"t": ([^\n]+),\n\s*"kind": ([^\n]+),\n\s*"characters": ([^\n]+)\n\s*\}/g;

/** Indented JSON with each recorded chunk on one line of its own. */
export function formatRecord(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(indentedChunk, '{ "t": $1, "kind": $2, "characters": $3 }')}\n`;
}
