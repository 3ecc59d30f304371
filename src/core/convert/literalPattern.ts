// A pattern that finds a text as it is, whatever it is of.

/** Blanks around it are left out: answers are looked at without those around them. */
export function literalPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll('\r\n', '\n');
}
