// Counts as they come from a server: a number, or nothing known.

/** A finite number from 0 on; null for anything else, also for a number written as text. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
