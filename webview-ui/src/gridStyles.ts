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
  .hovered {
    box-shadow: inset 0 0 0 2px var(--isb-foreground);
    opacity: 0.7;
  }
  .hover {
    position: fixed;
    inset: auto;
    margin: 0;
    max-width: min(360px, 90vw);
    padding: 5px 9px;
    border: 1px solid var(--vscode-editorHoverWidget-border, var(--isb-border));
    border-radius: 4px;
    color: var(--vscode-editorHoverWidget-foreground, var(--isb-foreground));
    background: var(--vscode-editorHoverWidget-background, var(--isb-panel));
    box-shadow: 0 2px 8px var(--isb-shadow);
    font-size: 12px;
    line-height: 1.45;
    pointer-events: none;
    overflow: hidden;
  }
  .hover .title {
    font-weight: 600;
  }
  .hover .figures {
    font-variant-numeric: tabular-nums;
  }
  .hover .muted {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [hidden] {
    display: none !important;
  }
`;
