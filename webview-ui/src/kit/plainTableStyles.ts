// The looks of our short tables of figures, which stand in a text and are as wide as their cells; the long ones are those of `tableStyles`.
// Every table adds its own distances and line colors. One of class `stacked` that has no room becomes a list: a row its name, and below it the
// figures, each cell with its `data-name` in place of the head.

import { css } from 'lit';

export const plainTableStyles = css`
  .wide {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: 4px 18px 4px 0;
    text-align: left;
    white-space: nowrap;
    border-bottom: 1px solid var(--isb-border);
  }
  thead th {
    font-size: 12px;
    font-weight: 400;
    color: var(--isb-muted);
  }
  tbody th {
    font-weight: 400;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 600px) {
    .stacked,
    .stacked tbody {
      display: block;
      width: 100%;
    }
    .stacked thead {
      display: none;
    }
    .stacked tr {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(var(--isb-stacked, 90px), 1fr));
      gap: 2px 12px;
      padding: 6px 0;
      border-bottom: 1px solid var(--isb-border);
    }
    .stacked th[scope='row'],
    .stacked td {
      min-width: 0;
      max-width: none;
      padding: 0;
      border: none;
      text-align: left;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .stacked th[scope='row'] {
      grid-column: 1 / -1;
    }
    .stacked td::before {
      display: block;
      font-size: 11px;
      color: var(--isb-muted);
      content: attr(data-name);
    }
  }
`;
