// What stdout has with --json where a command came to nothing: one object, so that a reader need not guess.

/** With the line break at its end. */
export function errorJson(message: string, hint?: string): string {
  return `${JSON.stringify({ error: { message, ...(hint === undefined ? {} : { hint }) } }, null, 2)}\n`;
}
