// JSON for people to read.

/** Indented by two. Falls back to `fallback` for what is nested too deep to write. */
export function formatJson(value: unknown, fallback = ''): string {
  try {
    return JSON.stringify(value, null, 2) ?? fallback;
  } catch (error) {
    if (error instanceof RangeError) return fallback;
    throw error;
  }
}
