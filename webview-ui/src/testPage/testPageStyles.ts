// The looks of `isb-test-page`: a head that stays, the summary in one line, two halves, then the evidence.

import { css } from 'lit';

export const testPageStyles = css`
  :host {
    display: block;
  }
  .header {
    position: sticky;
    top: 0;
    z-index: 5;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 16px;
    background: var(--isb-background);
    border-bottom: 1px solid var(--isb-border);
  }
  .crumbs {
    flex: 1 1 auto;
    display: flex;
    align-items: baseline;
    gap: 6px;
    min-width: 0;
  }
  .crumbs > * {
    flex: 0 1 auto;
  }
  .crumbs h1 {
    flex: 0 0 auto;
    font-size: 14px;
    font-weight: 600;
  }
  .crumbs h1 .muted {
    font-weight: 400;
  }
  summary:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: 1px;
  }
  .steps {
    flex: none;
    display: flex;
    align-items: center;
    gap: 2px;
  }
  @media print {
    .links,
    .steps {
      display: none;
    }
  }
  main {
    padding: 12px 16px 40px;
    max-width: 1500px;
  }
  .summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    margin-bottom: 10px;
  }
  .fact {
    padding-left: 10px;
    border-left: 1px solid var(--isb-border);
    white-space: nowrap;
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-bottom: 12px;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px 16px;
    align-items: start;
    margin-bottom: 14px;
  }
  .solo {
    margin-bottom: 14px;
  }
  .texts {
    margin-bottom: 12px;
  }
  .words .texts:last-child {
    margin-bottom: 0;
  }
  .part {
    margin-top: 12px;
  }
  .part h2 {
    margin: 18px 0 6px;
    font-size: 13px;
    font-weight: 600;
  }
  .part h2 .muted {
    font-weight: 400;
  }
  .part h3 {
    margin: 10px 0 4px;
    font-size: 12px;
    font-weight: 600;
  }
  .vote summary {
    padding: 3px 0;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  details.part summary {
    cursor: pointer;
    margin-bottom: 4px;
  }
  details.part pre {
    max-height: 40vh;
  }
  .coordinates {
    margin-bottom: 14px;
  }
  .wide {
    overflow-x: auto;
  }
  table.plain {
    border-collapse: collapse;
    font-size: 12px;
    user-select: text;
  }
  .plain th {
    text-align: left;
    font-weight: 400;
    color: var(--isb-muted);
  }
  .plain th,
  .plain td {
    padding: 3px 14px 3px 0;
    vertical-align: top;
    border-bottom: 1px solid var(--isb-border);
  }
  .plain .mono {
    max-width: 300px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-family: var(--isb-mono);
  }
  @media (max-width: 900px) {
    .pair.text-test {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 760px) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
    .crumbs {
      flex-wrap: wrap;
    }
    .crumbs > * {
      max-width: 100%;
    }
  }
`;
