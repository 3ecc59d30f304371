// The looks of `isb-sheet`.

import { css } from 'lit';

export const sheetStyles = css`
  main {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 14px;
    padding: 12px 16px 40px;
    min-width: 0;
  }
  .title {
    width: 100%;
  }
  .problem {
    white-space: pre-wrap;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
  }
  .totals {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(230px, 100%), 1fr));
    gap: 10px 24px;
    width: 100%;
    margin: 0;
  }
  .totals dt {
    font-size: 12px;
    color: var(--isb-muted);
  }
  .totals dd {
    margin: 0;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .totals.busy dd {
    color: var(--isb-muted);
  }
  section {
    max-width: 100%;
    min-width: 0;
  }
  .wide:focus-visible {
    outline: 1px solid var(--isb-focus);
  }
  th[scope='row'] {
    min-width: 200px;
    max-width: 340px;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  vscode-checkbox::part(control) {
    flex: none;
  }
  .lack {
    display: block;
    padding-left: 26px;
    font-size: 12px;
    color: var(--isb-error);
  }
  .left-out td {
    color: var(--isb-muted);
  }
  .stacked {
    --isb-stacked: 140px;
  }
  @media (max-width: 600px) {
    section {
      width: 100%;
    }
    td[data-name='Price'] {
      grid-column: 1 / -1;
    }
  }
  ul {
    margin: 0;
    padding-left: 20px;
  }
  li,
  p {
    overflow-wrap: anywhere;
    user-select: text;
  }
`;
