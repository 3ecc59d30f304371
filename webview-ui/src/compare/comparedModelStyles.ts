// The looks of `isb-compared-model`.

import { css } from 'lit';

export const comparedModelStyles = css`
  :host {
    display: block;
    min-width: 0;
    container-type: inline-size;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    margin-bottom: 8px;
  }
  .counts .none {
    color: var(--isb-muted);
  }
  .worse,
  .sameWrong .sign {
    color: var(--isb-incorrect);
  }
  .better,
  .sameRight .sign {
    color: var(--isb-correct);
  }
  .counts li,
  .counts .none .sign {
    color: inherit;
  }
  .counts .worse .sign {
    color: var(--isb-incorrect);
  }
  .counts .better .sign {
    color: var(--isb-correct);
  }
  .wide {
    margin-bottom: 10px;
  }
  th,
  td {
    padding: 3px 14px 3px 0;
    border-bottom-color: color-mix(in srgb, var(--isb-border) 50%, transparent);
  }
  thead th {
    font-size: 11px;
  }
  tbody th {
    color: var(--isb-muted);
  }
  .reading {
    font-weight: 600;
  }
  .reading:not(.worse, .better) {
    font-weight: 400;
    color: var(--isb-muted);
  }
  @container (max-width: 720px) {
    .pairs {
      display: none;
    }
    th,
    td {
      padding-right: 12px;
    }
    td:not(.number) {
      white-space: normal;
    }
  }
  @container (max-width: 540px) {
    thead {
      display: none;
    }
    table,
    tbody {
      display: block;
    }
    tr {
      display: grid;
      grid-template-columns: 96px minmax(0, 1fr) minmax(0, 1fr);
      padding: 3px 0;
      border-bottom: 1px solid color-mix(in srgb, var(--isb-border) 50%, transparent);
    }
    th,
    td {
      padding: 1px 8px 1px 0;
      border: none;
    }
    .number {
      text-align: left;
    }
    .number + .number::before {
      content: '→ ';
    }
    .figure {
      grid-column: 1 / 3;
    }
  }
  .lists {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr));
    gap: 4px 24px;
    margin-top: 10px;
  }
  .list {
    min-width: 0;
  }
  h4 {
    margin: 0 0 2px;
    font-size: 12px;
    font-weight: 600;
  }
  .list li {
    display: flex;
    align-items: baseline;
    gap: 10px;
    min-width: 0;
  }
  .link {
    display: block;
    min-width: 0;
    padding: 1px 0;
    text-align: left;
  }
  .link .ellipsis {
    display: block;
  }
`;
