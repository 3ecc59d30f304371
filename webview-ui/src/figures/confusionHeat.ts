// Which cells of the score tables stand out: the best values of a column, and how strong a cell of a confusion matrix is. Pure.

/** The rows with the best known value; none where they are all equal, where only one is known, or where neither end is good. */
export function bestRows(values: readonly (number | null)[], isLowerBetter: boolean | null): ReadonlySet<number> {
  const known = values.filter((value) => value !== null);
  if (isLowerBetter === null || known.length < 2) return new Set();
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (least === most) return new Set();
  const best = isLowerBetter ? least : most;
  return new Set(values.flatMap((value, row) => (value === best ? [row] : [])));
}

/** 1 (faint) to 4 (strong): how many of the most that any cell has. */
export function heatOf(count: number, most: number): 1 | 2 | 3 | 4 {
  return Math.max(1, Math.min(4, Math.ceil((count / most) * 4))) as 1 | 2 | 3 | 4;
}
