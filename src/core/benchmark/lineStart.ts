/** Where the line of `position` begins. A pattern that ends in `$` would begin anew at every sign of a long line. */
export function lineStart(text: string, position: number): number {
  const before = text.slice(0, position);
  return Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
}
