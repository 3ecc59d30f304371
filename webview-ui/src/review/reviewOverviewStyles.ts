// The looks of `isb-review-overview`.

import { css } from 'lit';

export const reviewOverviewStyles = css`
  :host {
    display: block;
  }
  main {
    max-width: 1400px;
    padding: 16px 16px 48px;
    user-select: text;
  }
  h1 {
    font-size: 20px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  h2 {
    margin: 24px 0 8px;
    font-size: 14px;
    font-weight: 600;
  }
  h2 .muted {
    font-weight: 400;
    font-size: 12px;
  }
  .purpose {
    margin-top: 4px;
    max-width: 90ch;
    overflow-wrap: anywhere;
  }
  .untimed {
    margin: 8px 0;
  }
  .callout {
    margin-top: 12px;
    padding: 8px 12px;
    border-left: 3px solid var(--isb-error);
    background: var(--isb-code);
    overflow-wrap: anywhere;
  }
  .tiles {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 16px;
  }
  .tile {
    min-width: 112px;
    padding: 8px 14px;
    border: 1px solid var(--isb-border);
    border-radius: 4px;
  }
  .tile .value {
    font-size: 20px;
    line-height: 26px;
  }
  .tile .note {
    font-size: 11px;
  }
  table {
    min-width: 100%;
  }
  th,
  td {
    padding: 5px 10px 5px 0;
  }
  .best th {
    font-weight: 600;
  }
  .name {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .weights {
    padding-left: 10px;
  }
  @media (max-width: 1000px) {
    .api {
      display: none;
    }
  }
  @media (min-width: 601px) and (max-width: 900px) {
    .ttft,
    .tokens {
      display: none;
    }
  }
  .facts {
    margin: 0;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr));
    gap: 6px 32px;
  }
  .facts div {
    display: grid;
    grid-template-columns: 150px minmax(0, 1fr);
    gap: 10px;
  }
  dt {
    color: var(--isb-muted);
  }
  dd {
    margin: 0;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .links {
    margin-top: 24px;
  }
  a {
    margin-left: 8px;
    color: var(--vscode-textLink-foreground, #4daafc);
  }
  a.tests {
    margin: 0;
    color: inherit;
    text-underline-offset: 3px;
    text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
  }
  a.tests:hover {
    text-decoration-color: currentColor;
  }
  a:focus-visible {
    outline: 1px solid var(--isb-focus);
  }
  @media (max-width: 480px) {
    .facts div {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
`;
