// The looks of `isb-model-row`: figures and squares beside each other as long as both fit.

import { css } from 'lit';

export const modelRowStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .row {
    display: grid;
    grid-template-columns: clamp(200px, 36%, 320px) minmax(0, 1fr);
    gap: 12px 20px;
    align-items: start;
    padding: 12px 16px;
    border-bottom: 1px solid var(--isb-border);
  }
  .about {
    min-width: 0;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    min-height: 24px;
  }
  h2 {
    display: flex;
    min-width: 0;
    /* Beside the mark of the API; a badge goes to the next line before the name is cut. */
    max-width: calc(100% - 32px);
    font-size: 14px;
    font-weight: 600;
  }
  .name .badge {
    flex: none;
  }
  .provider {
    /* The name says it, too: this has only what the name leaves. */
    flex: 1 1 0;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 10px;
    margin-top: 6px;
  }
  .count {
    min-width: 30px;
  }
  .glyph {
    display: inline-block;
    width: 14px;
    font-weight: 700;
  }
  .accuracy {
    margin-left: auto;
  }
  .fold {
    flex: none;
    width: 20px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--isb-muted);
    font: inherit;
    cursor: pointer;
  }
  .fold:hover {
    color: var(--isb-foreground);
  }
  .fold:focus-visible {
    outline: 1px solid var(--isb-focus);
  }
  .figures {
    display: grid;
    /* As many beside each other as fit: three in most panels, two in a narrow one. */
    grid-template-columns: repeat(auto-fill, minmax(94px, 1fr));
    gap: 6px 8px;
    margin: 6px 0 0;
  }
  .figures div {
    min-width: 0;
  }
  dt {
    font-size: 11px;
    line-height: 14px;
    color: var(--isb-muted);
  }
  dd {
    margin: 0;
    line-height: 17px;
  }
  dd.figure {
    white-space: normal;
  }
  .note {
    display: inline-block;
    font-size: 11px;
    white-space: nowrap;
  }
  .awards {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 7px;
  }
  @media print {
    .row {
      grid-template-columns: minmax(0, 1fr);
      padding: 12px 0;
    }
    .about {
      break-inside: avoid;
      break-after: avoid;
    }
  }
  @container (min-width: 900px) {
    .figures {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1.06fr) minmax(0, 0.94fr);
    }
  }
  @container (max-width: 420px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
