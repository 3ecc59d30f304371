// The head of a column that sorts its table: its title is a button, with an arrow where the table is sorted by it.

import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

export interface SortedColumn<Column extends string> {
  column: Column;
  title: string;
  isNumber: boolean;
  definition: string;
  /** What the first click sorts to: figures and dates from the high end, words from A. */
  isHighFirst: boolean;
}

export interface ColumnOrder<Column extends string> {
  column: Column;
  isHighFirst: boolean;
}

export function sortedHead<Column extends string>(
  { column, title, isNumber, definition }: SortedColumn<Column>,
  order: ColumnOrder<Column> | null,
  onClick: () => void,
): TemplateResult {
  const isSorted = order?.column === column;
  const sorted = isSorted ? (order.isHighFirst ? 'descending' : 'ascending') : 'none';
  return html`<th class="${column} ${isNumber ? 'number' : ''}" scope="col" aria-sort=${sorted}>
    <button title=${definition} @click=${onClick}>
      <span class="ellipsis">${title}</span
      >${isSorted ? html`<span class="arrow" aria-hidden="true">${order.isHighFirst ? '▼' : '▲'}</span>` : nothing}
    </button>
  </th>`;
}
