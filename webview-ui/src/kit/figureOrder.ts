// By which column of the figures models are sorted, in the table, the matrix and the rows alike. Pure.

export interface FigureOrder {
  /** Of the column. */
  id: string;
  isHighFirst: boolean;
}

/** What a click on a column's head leads to: the best first, then the other way round, then as in the run. */
export function nextOrder(
  order: FigureOrder | null,
  { id, isLowerBetter }: { id: string; isLowerBetter: boolean | null },
): FigureOrder | null {
  const isHighFirst = isLowerBetter !== true;
  if (order?.id !== id) return { id, isHighFirst };
  return order.isHighFirst === isHighFirst ? { id, isHighFirst: !isHighFirst } : null;
}
