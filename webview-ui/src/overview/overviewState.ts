// Reads what the runs overview keeps over a window reload: the order of the table and the benchmark whose trend was shown. Pure.

import { overviewColumns } from './overviewRows';
import type { SortOrder } from './overviewRows';

/** Whatever does not fit is none. */
export function savedOrder(saved: unknown): SortOrder | null {
  if (typeof saved !== 'object' || saved === null || !('column' in saved) || !('isHighFirst' in saved)) return null;
  const known = overviewColumns.find(({ column }) => column === saved.column);
  return known ? { column: known.column, isHighFirst: saved.isHighFirst === true } : null;
}

/** The benchmark of a saved trend; null when the table was shown. */
export function savedTrend(saved: unknown): string | null {
  return typeof saved === 'object' && saved !== null && 'trendOf' in saved && typeof saved.trendOf === 'string'
    ? saved.trendOf
    : null;
}
