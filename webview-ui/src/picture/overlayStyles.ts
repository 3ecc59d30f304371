// The looks of `isb-overlay`. The marks' colors do not follow the theme, for they lie on somebody's picture: those of Okabe and Ito, which
// people with a color deficiency tell apart, with a white halo, and a line style and a glyph of their own beside each.

import { css } from 'lit';

export const overlayStyles = css`
  :host {
    --isb-truth: #009e73;
    --isb-found: #0072b2;
    --isb-extra: #d55e00;
    --isb-other: #cc79a7;
    --isb-halo: #ffffff;
    --isb-line: 2;
  }
  :host-context(.vscode-high-contrast),
  :host-context(.vscode-high-contrast-light) {
    --isb-line: 3;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 8px;
  }
  figcaption .muted {
    font-weight: 400;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    min-height: 28px;
    margin-bottom: 4px;
  }
  .zoom {
    display: flex;
    align-items: center;
    gap: 2px;
    margin-left: auto;
  }
  .zoom output {
    min-width: 46px;
    text-align: right;
    font-size: 12px;
  }
  .lay {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: 12px;
  }
  .lay vscode-dropdown {
    max-width: 190px;
  }
  .room {
    display: flex;
    min-height: 160px;
    max-height: 560px;
    overflow: auto;
    overscroll-behavior: contain;
    background: var(--isb-code);
    border: 1px solid var(--isb-border);
    border-radius: 4px;
  }
  .room.fit {
    overflow: hidden;
  }
  .room.pannable {
    cursor: grab;
  }
  .room.panning {
    cursor: grabbing;
    user-select: none;
  }
  .room:focus-visible {
    outline: 2px solid var(--isb-focus);
    outline-offset: 1px;
  }
  .stage {
    position: relative;
    flex: none;
    margin: auto;
  }
  .stage img {
    display: block;
    /* Where a picture is transparent: light in every theme, as people who make pictures know it. */
    background: repeating-conic-gradient(#ffffff 0 25%, #e9e9e9 0 50%) 0 0 / 16px 16px;
  }
  .stage img.pixelated {
    image-rendering: pixelated;
  }
  .stage svg {
    position: absolute;
    inset: 0;
    overflow: visible;
  }
  .halo,
  .line {
    fill: none;
    stroke-linejoin: round;
    pointer-events: none;
  }
  .halo {
    stroke: var(--isb-halo);
    stroke-opacity: 0.9;
    stroke-width: calc(var(--isb-line) * 1px + 2.5px);
  }
  .line {
    stroke: currentColor;
    stroke-width: calc(var(--isb-line) * 1px);
  }
  .grip {
    fill: none;
    stroke: transparent;
    stroke-width: 12px;
    vector-effect: non-scaling-stroke;
    pointer-events: stroke;
  }
  .truth {
    color: var(--isb-truth);
  }
  /* Of a missed one the hatching is set by the drawing. */
  .truth:not(.missed, .small) .fill {
    fill: currentColor;
    fill-opacity: 0.16;
  }
  .hatch {
    fill: var(--isb-truth);
    fill-opacity: 0.62;
  }
  .found {
    color: var(--isb-found);
  }
  .found.extra {
    color: var(--isb-extra);
  }
  .found .line {
    stroke-dasharray: 6 3.5;
  }
  .found .line.cross {
    stroke-dasharray: none;
  }
  .found.note .line {
    stroke-width: 1px;
    stroke-dasharray: 3 3;
  }
  .found.note .halo {
    stroke-width: 2px;
  }
  .other {
    color: var(--isb-other);
  }
  /* One of many: the picture has to stay visible. */
  .small .fill:not([fill]) {
    fill: none;
  }
  .small .line {
    stroke-width: calc(var(--isb-line) * 0.6px);
  }
  .small .halo {
    stroke-width: calc(var(--isb-line) * 0.6px + 1.2px);
  }
  .other .line {
    stroke-dasharray: 0.1 4;
    stroke-linecap: round;
    stroke-width: calc(var(--isb-line) * 1px + 0.6px);
  }
  .other .line.cross {
    stroke-dasharray: none;
    stroke-width: calc(var(--isb-line) * 1px);
  }
  .gap {
    color: var(--isb-extra);
  }
  .gap .line.line {
    stroke-dasharray: none;
    stroke-width: 1.5px;
  }
  .gap .halo.halo {
    stroke-width: 3.5px;
  }
  .plate {
    fill: #ffffff;
    fill-opacity: 0.88;
  }
  text {
    fill: currentColor;
    font-family: var(--vscode-font-family, system-ui, sans-serif);
    font-weight: 600;
    pointer-events: none;
    user-select: none;
  }
  /* The color as text on the white plate, darkened until it can be read. */
  .truth text {
    fill: #00664a;
  }
  .found text {
    fill: #005a8e;
  }
  .extra text {
    fill: #a44800;
  }
  .other text {
    fill: #8f3d6b;
  }
  .label {
    pointer-events: none;
  }
  .mark {
    outline: none;
  }
  .mark:hover > .line,
  .mark:focus > .line {
    stroke-width: calc(var(--isb-line) * 1px + 1.5px);
  }
  .mark:focus-visible > .halo:not(.cross) {
    stroke: var(--isb-focus);
    stroke-opacity: 1;
    stroke-width: calc(var(--isb-line) * 1px + 6px);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 3px 14px;
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
    font-size: 12px;
    color: var(--isb-muted);
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .legend svg {
    flex: none;
    background: #ffffff;
    border-radius: 2px;
  }
  .hover {
    max-width: min(420px, 90vw);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
`;
