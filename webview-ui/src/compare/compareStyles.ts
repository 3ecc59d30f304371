// The looks of `isb-compare`.

import { css } from 'lit';

export const compareStyles = css`
  header {
    padding: 10px 16px;
    border-bottom: 1px solid var(--isb-border);
  }
  main {
    padding: 12px 16px 40px;
    min-width: 0;
  }
  h2 .muted {
    font-weight: 400;
    font-size: 12px;
  }
  h3 {
    margin-bottom: 6px;
    font-size: 12px;
    font-weight: 600;
    color: var(--isb-muted);
  }
  .sides {
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
  }
  .sides li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    min-width: 0;
    padding: 3px 0;
  }
  .role {
    flex: none;
    min-width: 48px;
    text-align: center;
  }
  .facts {
    flex: 0 1 auto;
  }
  .problem {
    flex-basis: 100%;
  }
  .link {
    max-width: 100%;
    text-align: left;
  }
  summary:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: 1px;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr));
    gap: 12px 28px;
  }
  .columns > * {
    min-width: 0;
  }
  .callout {
    margin-bottom: 10px;
  }
  .callout p {
    margin-top: 6px;
  }
  .equal,
  .pairing,
  details {
    margin-bottom: 8px;
  }
  summary {
    cursor: pointer;
  }
  .only {
    max-height: 200px;
    margin: 4px 0 8px;
    padding-left: 20px;
    overflow: auto;
  }
  .scrolls {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
  }
  th,
  td {
    padding: 3px 16px 3px 0;
    text-align: left;
    font-weight: 400;
    vertical-align: top;
  }
  .facts tbody th {
    white-space: nowrap;
  }
  .facts td {
    min-width: 90px;
  }
  thead th {
    font-size: 11px;
    color: var(--isb-muted);
    white-space: nowrap;
  }
  .glance {
    --isb-names: 360px;
    margin-bottom: 8px;
    scroll-padding-left: calc(var(--isb-names) + 16px);
  }
  .glance table {
    border-collapse: separate;
    border-spacing: 0;
  }
  .glance th,
  .glance td {
    white-space: nowrap;
    border-bottom: 1px solid color-mix(in srgb, var(--isb-border) 50%, transparent);
  }
  /* The names stay while the figures are scrolled sideways, as to the head of the last column; what has the focus comes out from below them. */
  .glance th:first-child {
    position: sticky;
    left: 0;
    z-index: 1;
    min-width: 200px;
    max-width: var(--isb-names);
    background: var(--isb-background);
    white-space: normal;
  }
  .glance th .link {
    overflow-wrap: anywhere;
  }
  .number {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  @media (max-width: 760px) {
    .glance .total,
    .glance .cost {
      display: none;
    }
    .glance th,
    .glance td {
      padding-right: 10px;
      white-space: normal;
    }
    .glance th:first-child {
      min-width: 0;
    }
    .glance .number {
      white-space: nowrap;
    }
  }
  /* A model takes two lines: its name, and below it the figures, each with its sign in place of the head. */
  @media (max-width: 480px) {
    .scrolls table,
    .scrolls tbody {
      display: block;
    }
    .glance thead {
      display: none;
    }
    .glance tr {
      display: grid;
      grid-template-columns: max-content max-content max-content minmax(0, 1fr);
      padding: 4px 0;
      border-bottom: 1px solid color-mix(in srgb, var(--isb-border) 50%, transparent);
    }
    .glance th,
    .glance td {
      padding: 1px 12px 1px 0;
      border: none;
    }
    .glance th {
      grid-column: 1 / -1;
    }
    .glance .worse::before {
      content: '▼ ';
    }
    .glance .better::before {
      content: '▲ ';
    }
    table.facts thead {
      display: block;
    }
    table.facts tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    table.facts thead th:first-child {
      display: none;
    }
    table.facts tbody th {
      grid-column: 1 / -1;
      padding: 6px 0 0;
      font-weight: 600;
    }
    table.facts td {
      min-width: 0;
      overflow-wrap: anywhere;
    }
  }
  h2:focus {
    outline: none;
  }
  .model {
    margin-top: 18px;
    padding-top: 12px;
    border-top: 1px solid var(--isb-border);
  }
`;
