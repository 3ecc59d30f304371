// The looks of `isb-attempts`.

import { css } from 'lit';

export const attemptStyles = css`
  :host {
    display: block;
  }
  h2 {
    margin: 18px 0 6px;
    font-size: 13px;
    font-weight: 600;
  }
  h3 {
    margin: 10px 0 4px;
    font-size: 12px;
    font-weight: 600;
  }
  details {
    border: 1px solid var(--isb-border);
    border-radius: 4px;
    margin-bottom: 6px;
  }
  summary {
    padding: 6px 10px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  summary:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: -1px;
    border-radius: 4px;
  }
  .attempt {
    padding: 4px 12px 12px;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0 16px;
  }
  .message {
    max-height: 260px;
  }
  .role {
    margin: 2px 0;
    font-size: 11px;
  }
  .callout {
    margin: 8px 0;
    padding: 8px 12px;
    border-left: 3px solid var(--isb-error);
    background: var(--isb-code);
    overflow-wrap: anywhere;
    user-select: text;
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(80px, max-content) minmax(0, 1fr);
    gap: 2px 12px;
    margin: 8px 0 0;
    font-size: 12px;
    user-select: text;
  }
  .facts dt {
    color: var(--isb-muted);
    overflow-wrap: anywhere;
  }
  .facts dd {
    margin: 0;
    overflow-wrap: anywhere;
    font-family: var(--isb-mono);
  }
  .time {
    margin: 4px 0 8px;
  }
  .bar {
    width: 100%;
    height: 16px;
    border-radius: 2px;
  }
  .break {
    fill: var(--isb-background);
  }
  .ticks {
    fill: none;
    stroke: var(--isb-foreground);
    stroke-width: 1px;
    opacity: 0.7;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 4px 0 0;
    padding: 0;
    list-style: none;
    font-size: 12px;
  }
  li {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  li i {
    width: 10px;
    height: 10px;
    border-radius: 2px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .queue {
    fill: var(--isb-track);
    background: var(--isb-track);
  }
  .connection {
    fill: var(--isb-waiting);
    background: var(--isb-waiting);
  }
  .firstToken {
    fill: var(--isb-chart-orange);
    background: var(--isb-chart-orange);
  }
  rect.reasoning,
  i.reasoning {
    fill: var(--isb-chart-purple);
    background: var(--isb-chart-purple);
  }
  rect.answer,
  i.answer {
    fill: var(--isb-chart-blue);
    background: var(--isb-chart-blue);
  }
  .rest {
    fill: var(--isb-waiting);
    background: var(--isb-waiting);
  }
  .chunks {
    max-height: 240px;
    overflow: auto;
    background: var(--isb-code);
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 4px;
    user-select: text;
  }
  .chunks:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: -1px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-family: var(--isb-mono);
    font-size: 12px;
  }
  th {
    position: sticky;
    top: 0;
    text-align: left;
    font-weight: 400;
    color: var(--isb-muted);
    background: var(--isb-background);
  }
  th,
  td {
    padding: 1px 8px;
    vertical-align: top;
  }
  .number {
    width: 1%;
    text-align: right;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .chunks vscode-button {
    margin: 8px;
  }
  ul.images {
    margin: 0 0 4px;
  }
  .images li {
    flex-wrap: wrap;
    gap: 0 8px;
  }
  .file {
    font-family: var(--isb-mono);
    overflow-wrap: anywhere;
    user-select: text;
  }
  @media (max-width: 620px) {
    .sides {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
