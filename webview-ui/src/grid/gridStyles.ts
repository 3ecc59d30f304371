// The looks of `isb-grid`: the canvases are stacked tiles; ring, focus and hover lie above them.

import { css } from 'lit';

export const gridStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .area {
    position: relative;
    width: 100%;
    overflow: hidden;
  }
  .area.pointing {
    cursor: pointer;
  }
  .tiles canvas {
    position: absolute;
    left: 0;
  }
  /* One below the other, so that a page breaks between them. */
  @media print {
    .area {
      height: auto !important;
    }
    .tiles canvas {
      position: static;
      display: block;
    }
    .cell {
      display: none;
    }
  }
  .cell,
  .hovered {
    position: absolute;
    top: 0;
    left: 0;
    border-radius: 5px;
    pointer-events: none;
  }
  .cell:focus {
    outline: none;
  }
  .cell:focus-visible {
    outline: 2px solid var(--isb-focus);
    outline-offset: -2px;
    box-shadow: inset 0 0 0 3px var(--isb-background);
  }
  /* A slice is too narrow to be marked inside. */
  .cell.slice {
    border-radius: 1px;
  }
  .cell.slice:focus-visible {
    outline-offset: 0;
    box-shadow: none;
  }
  .hovered {
    box-shadow: inset 0 0 0 2px var(--isb-foreground);
    opacity: 0.7;
  }
  .hover {
    overflow: hidden;
  }
  .hover .figures {
    font-variant-numeric: tabular-nums;
  }
  .hover .muted {
    overflow-wrap: anywhere;
  }
  [hidden] {
    display: none !important;
  }
`;
