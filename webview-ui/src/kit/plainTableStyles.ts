// The looks of our short tables of figures, which stand in a text and are as wide as their cells; the long ones are those of `tableStyles`.
// Every table adds its own distances and line colors.

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
`;
