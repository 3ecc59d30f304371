// What somebody else said, as it fits into a sentence of ours.

/** In one line, and no more than anybody reads of an error. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 600 ? line : `${line.slice(0, 600)}...`;
}
