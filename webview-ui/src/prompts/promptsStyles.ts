// How the list of prompts looks.

import { css } from 'lit';

export const promptsStyles = css`
  :host {
    display: block;
    padding: 8px 16px 12px;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 12px;
    padding-bottom: 6px;
    font-size: 12px;
  }
  .spacer {
    flex: 1 1 auto;
  }
  .scroller {
    max-height: max(280px, calc(100vh - 240px));
    border: 1px solid var(--isb-border);
  }
  .index {
    width: 52px;
  }
  .score {
    width: 64px;
  }
  td.score {
    font-weight: 600;
  }
  .strip {
    width: min(var(--isb-strip, 200px), 24cqi);
  }
  .squares {
    display: flex;
    gap: 1px;
    height: 12px;
  }
  .squares i {
    flex: 0 1 12px;
    min-width: 0;
    overflow: hidden;
    border: 1px solid currentColor;
    border-radius: 2px;
    font: 700 9px/10px var(--isb-mono);
    text-align: center;
  }
  .squares .waiting,
  .squares .skipped {
    color: var(--isb-muted);
    border-style: dotted;
  }
  .squares .submitted {
    color: var(--isb-running);
    border-style: dashed;
  }
  .squares .running {
    color: var(--isb-running);
  }
  .label {
    width: 28%;
  }
  .expected {
    width: 14%;
  }
  td.label,
  td.expected,
  td.got {
    unicode-bidi: plaintext;
  }
  td.expected,
  td.got {
    font-family: var(--isb-mono);
    font-size: 12px;
  }
  .answer {
    margin-right: 12px;
  }
  @container (max-width: 820px) {
    .strip {
      display: none;
    }
  }
  @container (max-width: 560px) {
    .expected {
      display: none;
    }
    td {
      padding: 0 4px;
    }
    .label {
      width: 40%;
    }
  }
`;
