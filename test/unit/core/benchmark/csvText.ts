// Writes CSV as RFC 4180 has it.

/** Rows with what is between cells and rows. */
export function csvText(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string): string {
  return rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join(lineEnd);
}
