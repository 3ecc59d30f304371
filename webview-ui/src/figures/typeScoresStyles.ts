// The looks of `isb-type-scores`.

import { css } from 'lit';

export const typeScoresStyles = css`
  h3 .muted {
    font-weight: 400;
    font-size: 12px;
  }
  details section {
    padding: 0 16px;
  }
  section {
    margin-bottom: 18px;
  }
  h3 {
    margin: 6px 0 2px;
    font-size: 13px;
    font-weight: 600;
  }
  tbody th {
    max-width: 260px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .best {
    font-weight: 700;
  }
  .defined {
    text-decoration: underline dotted;
    text-underline-offset: 3px;
    cursor: help;
  }
  .confusion {
    margin-top: 10px;
  }
  .confusion p {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    margin-bottom: 6px;
    font-size: 12px;
  }
  .confusion vscode-dropdown {
    max-width: 240px;
  }
  .matrix th,
  .matrix td {
    padding: 0;
    border: 1px solid var(--isb-border);
  }
  .matrix thead td {
    border: none;
  }
  .matrix th span {
    display: block;
    max-width: 120px;
    padding: 3px 8px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .cell {
    min-width: 44px;
    height: 28px;
    text-align: center;
    font-variant-numeric: tabular-nums;
    --isb-heat: 0%;
  }
  .cell.none {
    color: var(--isb-muted);
  }
  .heat1 {
    --isb-heat: 12%;
  }
  .heat2 {
    --isb-heat: 22%;
  }
  .heat3 {
    --isb-heat: 32%;
  }
  .heat4 {
    --isb-heat: 42%;
  }
  .cell.right {
    background: color-mix(in srgb, var(--isb-correct) var(--isb-heat), transparent);
  }
  .cell.wrong {
    background: color-mix(in srgb, var(--isb-incorrect) var(--isb-heat), transparent);
  }
  .cell.right button {
    font-weight: 700;
  }
  .cell button {
    width: 100%;
    height: 28px;
    padding: 0 8px;
    font: inherit;
    color: inherit;
    background: none;
    border: none;
    cursor: pointer;
  }
  .cell button:hover {
    text-decoration: underline;
  }
  .cell button:focus-visible,
  .link:focus-visible {
    outline: 2px solid var(--isb-focus);
    outline-offset: -2px;
  }
  .listed {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    margin-top: 6px;
    font-size: 12px;
  }
  .link {
    padding: 0 2px;
  }
`;
