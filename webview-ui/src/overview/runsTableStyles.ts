// The looks of `isb-runs-table`. Columns go, least telling first, as the tab gets narrow.

import { css } from 'lit';

/** Height of every row, px: two lines of text. */
export const runRowHeight = 40;

export const runsTableStyles = css`
  :host {
    flex: 1 1 0;
    display: flex;
    flex-direction: column;
    min-height: 160px;
  }
  td {
    height: 40px;
    max-height: 40px;
  }
  .select {
    width: 38px;
  }
  td.select {
    padding: 0 0 0 12px;
  }
  .startedAt {
    width: 176px;
  }
  .elapsed {
    width: 80px;
  }
  .tests {
    width: 64px;
  }
  .two-lines {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    line-height: 15px;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .models {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .bars {
    flex: none;
  }
  .bars .room {
    fill: var(--isb-track);
    opacity: 0.45;
  }
  .bars .bar {
    fill: var(--isb-correct);
  }
  .bars .none {
    fill: var(--isb-muted);
  }
  .accuracy {
    width: 88px;
  }
  .topModel {
    width: 184px;
  }
  .cost {
    width: 94px;
  }
  .size {
    width: 78px;
  }
  .reviewed {
    width: 92px;
  }
  th.status {
    width: 112px;
  }
  td.name {
    font-weight: 600;
  }
  .read-only td.name,
  .read-only th.name button {
    padding-left: 16px;
  }
  td.name .muted {
    font-weight: 400;
  }
  td.name a {
    color: inherit;
    text-underline-offset: 3px;
    text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
  }
  td.name .badge {
    margin-left: 6px;
    padding: 0 5px;
    font-weight: 400;
    line-height: 13px;
  }
  .status.interrupted,
  .status.unreadable {
    color: var(--isb-error);
  }
  .status.running {
    color: var(--isb-running);
  }
  .unreadable td.name {
    font-weight: 400;
    color: var(--isb-muted);
  }
  .actions {
    width: 120px;
  }
  td.actions {
    text-align: right;
    padding: 0 8px 0 0;
  }
  @container (max-width: 1380px) {
    .reviewed {
      display: none;
    }
  }
  @container (max-width: 1280px) {
    .size {
      display: none;
    }
  }
  @container (max-width: 1160px) {
    .elapsed {
      display: none;
    }
  }
  @container (max-width: 940px) {
    .actions {
      display: none;
    }
  }
  @container (max-width: 840px) {
    .cost,
    .tests {
      display: none;
    }
  }
  @container (max-width: 700px) {
    .topModel,
    th.status,
    td.status {
      display: none;
    }
  }
  @container (max-width: 420px) {
    .startedAt {
      width: 118px;
    }
    .accuracy {
      width: 78px;
    }
  }
`;
