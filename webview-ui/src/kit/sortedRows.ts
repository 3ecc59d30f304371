// A table with a row a model that is sorted by its heads: a click takes the best first, another turns that round, and a third goes back to the order of
// the run. What has no value stands last.

import { css } from 'lit';
import type { TemplateResult } from 'lit';
import { nextOrder, type FigureOrder } from './figureOrder';
import { sortedHead } from './sortedHead';

export interface SortColumn<Row> extends SortValue<Row>, SortHead {}

interface SortValue<Row> {
  id: string;
  /** Null is unknown. */
  value(row: Row): number | string | null;
}

interface SortHead {
  /** Also the class of the head. */
  id: string;
  name: string;
  /** The unit of every value, in a line of its own. */
  unit?: string;
  /** What the figure is, for the tooltip. */
  definition?: string;
  /** Null where it is neither good nor bad: a click takes the highest first. */
  isLowerBetter: boolean | null;
  /** Its cells have words, not numbers. */
  isText?: boolean;
}

/** `onOrder` gets what a click leads to: null for the order of the run. */
export function sortHead(
  column: SortHead,
  order: FigureOrder | null,
  onOrder: (order: FigureOrder | null) => void,
): TemplateResult {
  const { id, name, unit, definition = '', isText = false } = column;
  return sortedHead(
    { column: id, title: name, isNumber: !isText, definition, ...(unit === undefined ? {} : { unit }) },
    order && { column: order.id, isHighFirst: order.isHighFirst },
    () => onOrder(nextOrder(order, column)),
  );
}

/** The definition of a figure, and which end of it is the good one. */
export function definitionWithBest({
  definition,
  isLowerBetter,
}: {
  definition: string;
  isLowerBetter: boolean | null;
}): string {
  if (isLowerBetter === null) return definition;
  return `${definition} ${isLowerBetter ? 'Lower' : 'Higher'} is better.`;
}

/** The rows in order; equal ones as they were. */
export function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly SortValue<Row>[],
  order: FigureOrder | null,
): readonly Row[] {
  const column = columns.find(({ id }) => id === order?.id);
  if (!column || !order) return rows;
  return [...rows].sort((one, other) => {
    const [a, b] = [column.value(one), column.value(other)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const sign = typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
    return order.isHighFirst ? -sign : sign;
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
