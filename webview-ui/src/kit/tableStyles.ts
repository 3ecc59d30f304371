// The looks of our long tables: a head that stays, rows of one height, a quiet hover, cells that go when it gets narrow.

import { css } from 'lit';

/** Height of every row, px; `VirtualRows` counts on it. */
export const tableRowHeight = 32;

export const tableStyles = css`
  .scroller {
    flex: 1 1 0;
    min-height: 160px;
    overflow: auto;
    container-type: inline-size;
    border-top: 1px solid var(--isb-border);
  }
  .scroller:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: -1px;
  }
  table {
    width: 100%;
    table-layout: fixed;
    border-collapse: separate;
    border-spacing: 0;
  }
  th {
    position: sticky;
    top: 0;
    z-index: 1;
    height: 30px;
    padding: 0;
    text-align: left;
    font-weight: 600;
    font-size: 12px;
    background: var(--isb-background);
    border-bottom: 1px solid var(--isb-border);
  }
  th > span {
    padding: 0 8px;
  }
  th button {
    display: flex;
    align-items: center;
    gap: 4px;
    width: 100%;
    height: 100%;
    padding: 0 8px;
    font: inherit;
    color: inherit;
    background: none;
    border: none;
    cursor: pointer;
  }
  th button:hover {
    background: var(--vscode-list-hoverBackground, rgba(128, 128, 128, 0.15));
  }
  th button:focus-visible,
  tr:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: -1px;
  }
  th .arrow {
    font-size: 10px;
  }
  th.number button {
    justify-content: flex-end;
  }
  th.number > span {
    display: block;
    text-align: right;
  }
  td {
    height: 32px;
    max-height: 32px;
    padding: 0 8px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    border-bottom: 1px solid color-mix(in srgb, var(--isb-border) 50%, transparent);
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  tbody tr.item {
    cursor: pointer;
  }
  tbody tr.item:hover {
    background: var(--vscode-list-hoverBackground, rgba(128, 128, 128, 0.12));
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  tbody tr.item[aria-selected='true'] {
    background: var(--vscode-list-inactiveSelectionBackground, rgba(128, 128, 128, 0.2));
  }
  .row-button {
    display: inline-flex;
    padding: 3px;
    color: inherit;
    background: none;
    border: none;
    border-radius: 5px;
    cursor: pointer;
    vertical-align: middle;
    opacity: 0.55;
  }
  .row-button:hover {
    background: var(--vscode-toolbar-hoverBackground, rgba(90, 93, 94, 0.31));
  }
  tr:hover .row-button,
  tr:focus-within .row-button {
    opacity: 1;
  }
  .row-checkbox {
    display: block;
    width: 16px;
    height: 16px;
    margin: 0;
    accent-color: var(--isb-accent);
    cursor: pointer;
  }
  .filler td {
    padding: 0;
    border: none;
    max-height: none;
  }
  .filler.before td {
    height: var(--isb-before, 0);
  }
  .filler.after td {
    height: var(--isb-after, 0);
  }
  .none {
    padding: 40px 16px;
    text-align: center;
    color: var(--isb-muted);
  }
`;
