/** Node's code of an error: `ENOENT` of a file system, `ECONNRESET` of a connection. Absent for what has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
