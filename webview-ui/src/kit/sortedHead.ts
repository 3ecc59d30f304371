// The head of a column that sorts its table: its title is a button, with an arrow where the table is sorted by it.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

export interface SortedColumn<Column extends string> extends HeadColumn<Column> {
  /** What the first click sorts to: figures and dates from the high end, words from A. */
  isHighFirst: boolean;
}

interface HeadColumn<Column extends string> {
  column: Column;
  title: string;
  /** In a line of its own. */
  unit?: string;
  isNumber: boolean;
  definition: string;
}

export interface ColumnOrder<Column extends string> {
  column: Column;
  isHighFirst: boolean;
}

export function sortedHead<Column extends string>(
  { column, title, unit, isNumber, definition }: HeadColumn<Column>,
  order: ColumnOrder<Column> | null,
  onClick: () => void,
): TemplateResult {
  const isSorted = order?.column === column;
  const sorted = isSorted ? (order.isHighFirst ? 'descending' : 'ascending') : 'none';
  return html`<th class="${column} ${isNumber ? 'number' : ''}" scope="col" aria-sort=${sorted}>
    <button title=${definition} @click=${onClick}>
      <span class="ellipsis">${title}</span
      >${isSorted ? html`<span class="arrow" aria-hidden="true">${order.isHighFirst ? '▼' : '▲'}</span>` : nothing}${unit === undefined ? nothing : html`<span class="unit">${unit}</span>`}
    </button>
  </th>`;
}
