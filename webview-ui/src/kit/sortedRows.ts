// A short table with a row a model that is sorted by its heads as the table of figures is: a click takes the best first, another turns that round, and
// a third goes back to the order of the run. What has no value stands last.

import { css } from 'lit';
import type { TemplateResult } from 'lit';
import { nextOrder, type FigureOrder } from './figureOrder';
import { sortedHead } from './sortedHead';

export interface SortColumn<Row> {
  /** Also the class of its head. */
  id: string;
  name: string;
  /** What the figure is, for the tooltip. */
  definition?: string;
  isLowerBetter: boolean;
  /** Its cells have words, not numbers. */
  isText?: boolean;
  value(row: Row): number | null;
}

/** `onOrder` gets what a click leads to: null for the order of the run. */
export function sortHead<Row>(
  column: SortColumn<Row>,
  order: FigureOrder | null,
  onOrder: (order: FigureOrder | null) => void,
): TemplateResult {
  const { id, name, definition = '', isLowerBetter, isText = false } = column;
  return sortedHead(
    { column: id, title: name, isNumber: !isText, definition, isHighFirst: !isLowerBetter },
    order && { column: order.id, isHighFirst: order.isHighFirst },
    () => onOrder(nextOrder(order, column)),
  );
}

/** The rows in order; equal ones as they were. */
export function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly SortColumn<Row>[],
  order: FigureOrder | null,
): readonly Row[] {
  const column = columns.find(({ id }) => id === order?.id);
  if (!column || !order) return rows;
  const last = order.isHighFirst ? -Infinity : Infinity;
  const valueOf = (row: Row): number => column.value(row) ?? last;
  const sign = order.isHighFirst ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    return one === other ? 0 : sign * (one < other ? -1 : 1);
  });
}

export const sortHeadStyles = css`
  thead th button {
    padding: 0;
    font: inherit;
    color: inherit;
    text-align: inherit;
    background: none;
    border: none;
    cursor: pointer;
  }
  thead th button > .ellipsis {
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  thead th button:hover {
    color: var(--isb-foreground);
  }
  thead th button:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: 2px;
  }
  thead th .arrow {
    margin-left: 2px;
    font-size: 9px;
  }
`;
