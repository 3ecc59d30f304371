// The looks that every element shares: our own color tokens, derived from VS Code's, and a few small patterns.

import { css } from 'lit';

/** The styles of the page itself. Tokens are inherited into every element; `keepTokensReadable.ts` makes those readable that a theme has too pale. */
export const documentStyles = css`
  :root {
    --isb-foreground: var(--vscode-foreground, #cccccc);
    --isb-background: var(--vscode-editor-background, #1f1f1f);
    --isb-muted: var(--vscode-descriptionForeground, #9d9d9d);
    --isb-border: var(--vscode-contrastBorder, var(--vscode-panel-border, rgba(128, 128, 128, 0.35)));
    --isb-correct: var(--vscode-testing-iconPassed, #73c991);
    --isb-incorrect: var(--vscode-testing-iconFailed, #f14c4c);
    --isb-error: var(--vscode-editorWarning-foreground, #cca700);
    --isb-running: var(--isb-chart-blue);
    --isb-waiting: color-mix(in srgb, var(--isb-foreground) 13%, var(--isb-background));
    --isb-squareBorder: var(--vscode-contrastBorder, transparent);
    --isb-phase-queue: var(--isb-track);
    --isb-chart-blue: var(--vscode-charts-blue, #3794ff);
    --isb-chart-orange: var(--vscode-charts-orange, #d18616);
    --isb-chart-green: var(--vscode-charts-green, #89d185);
    --isb-chart-purple: var(--vscode-charts-purple, #b180d7);
    --isb-chart-red: var(--vscode-charts-red, #f14c4c);
    --isb-chart-yellow: var(--vscode-charts-yellow, #cca700);
    --isb-phase-load: var(--isb-chart-purple);
    --isb-phase-firstToken: var(--isb-chart-orange);
    --isb-phase-decode: var(--isb-chart-blue);
    --isb-phase-evaluation: var(--isb-foreground);
    --isb-accent: var(--vscode-progressBar-background, #0078d4);
    --isb-track: color-mix(in srgb, var(--isb-foreground) 22%, var(--isb-background));
    --isb-focus: var(--vscode-focusBorder, #0078d4);
    --isb-panel: var(--vscode-editorWidget-background, #252526);
    --isb-code: var(--vscode-textCodeBlock-background, rgba(128, 128, 128, 0.12));
    --isb-badge: var(--vscode-badge-background, #4d4d4d);
    --isb-badgeText: var(--vscode-badge-foreground, #ffffff);
    --isb-shadow: var(--vscode-widget-shadow, rgba(0, 0, 0, 0.36));
    --isb-mono: var(--vscode-editor-font-family, ui-monospace, Menlo, Consolas, monospace);
  }
  body.vscode-dark,
  body.vscode-high-contrast {
    color-scheme: dark;
  }
  body.vscode-light,
  body.vscode-high-contrast-light {
    color-scheme: light;
  }
  @page {
    margin: 12mm;
  }
  html,
  body {
    height: 100%;
  }
  body {
    margin: 0;
    padding: 0;
    color: var(--isb-foreground);
    background: var(--isb-background);
    font-family: var(--vscode-font-family, system-ui, sans-serif);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.4;
  }
`;

export const sharedStyles = css`
  :host {
    box-sizing: border-box;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .muted {
    color: var(--isb-muted);
  }
  .figure {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .correct {
    color: var(--isb-correct);
  }
  .incorrect {
    color: var(--isb-incorrect);
  }
  .error {
    color: var(--isb-error);
  }
  .badge {
    display: inline-block;
    padding: 0 6px;
    border-radius: 8px;
    font-size: 11px;
    line-height: 16px;
    white-space: nowrap;
    background: var(--isb-badge);
    color: var(--isb-badgeText);
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .badge.simulated {
    background: transparent;
    color: var(--isb-muted);
    border: 1px dashed currentColor;
  }
  .ellipsis {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .icon-button.pressed {
    background: var(--vscode-inputOption-activeBackground, rgba(0, 120, 212, 0.4));
    outline: 1px solid var(--vscode-inputOption-activeBorder, transparent);
    border-radius: 5px;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg {
    display: block;
  }
  /* On paper nobody scrolls. */
  @media print {
    pre,
    .scroller,
    .wide {
      max-height: none !important;
      overflow: visible !important;
    }
    th,
    td {
      font-size: 10px !important;
      white-space: normal !important;
    }
    vscode-button,
    vscode-dropdown {
      display: none !important;
    }
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
`;

/** Native sliders in the panel's look; `fillRange` draws the part before the thumb. */
export const rangeStyles = css`
  input[type='range'] {
    appearance: none;
    height: 18px;
    margin: 0;
    background: transparent;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(
      to right,
      var(--isb-accent) var(--isb-share, 0%),
      var(--isb-track) var(--isb-share, 0%)
    );
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    width: 12px;
    height: 12px;
    margin-top: -4px;
    border-radius: 50%;
    background: var(--isb-accent);
    border: 1px solid var(--vscode-contrastBorder, var(--isb-accent));
  }
  input[type='range']:disabled {
    opacity: 0.5;
    cursor: default;
  }
  input[type='range']:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: 1px;
    border-radius: 3px;
  }
`;

/** Tells a slider of `rangeStyles` how far it is filled. */
export function fillRange(input: HTMLInputElement): void {
  const span = Number(input.max) - Number(input.min);
  const share = span > 0 ? (input.valueAsNumber - Number(input.min)) / span : 0;
  input.style.setProperty('--isb-share', `${(share * 100).toFixed(2)}%`);
}

/** A scrollable block of somebody's text: selectable, monospace, long lines wrapped. */
export const textBlockStyles = css`
  pre {
    margin: 0;
    padding: 8px 10px;
    overflow: auto;
    font-family: var(--isb-mono);
    font-size: var(--vscode-editor-font-size, 12px);
    line-height: 1.45;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    user-select: text;
    /* Each line runs as its own words do: Arabic and Hebrew from the right. */
    unicode-bidi: plaintext;
    background: var(--isb-code);
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 4px;
  }
  pre:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: -1px;
  }
  /* Not a block: between blocks a copied text would get line breaks. */
  .text-part {
    display: inline-block;
    width: 100%;
    vertical-align: top;
    unicode-bidi: plaintext;
    content-visibility: auto;
    contain-intrinsic-height: auto 320px;
  }
  .unseen::before {
    content: attr(data-code);
    padding: 0 2px;
    border: 1px dotted currentColor;
    border-radius: 2px;
    font-size: 0.8em;
  }
`;

/** A remark that is not to be passed over. */
export const calloutStyles = css`
  .callout {
    padding: 8px 12px;
    border-left: 3px solid var(--isb-error);
    background: var(--isb-code);
    border-radius: 2px;
    overflow-wrap: anywhere;
    user-select: text;
  }
`;

export const dialogStyles = css`
  dialog {
    width: min(960px, calc(100vw - 32px));
    max-height: calc(100vh - 32px);
    padding: 0;
    color: var(--isb-foreground);
    background: var(--isb-panel);
    border: 1px solid var(--vscode-editorWidget-border, var(--isb-border));
    border-radius: 6px;
    box-shadow: 0 4px 24px var(--isb-shadow);
    overflow: hidden;
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.45);
  }
  .sheet {
    display: flex;
    flex-direction: column;
    max-height: calc(100vh - 34px);
  }
  .sheet:focus {
    outline: none;
  }
  .sheet > header {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 12px 12px 10px 16px;
  }
  .sheet > .body {
    flex: 1 1 auto;
    min-height: 0;
    overflow: auto;
    padding: 4px 16px 16px;
  }
  .sheet > footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 16px;
    border-top: 1px solid var(--isb-border);
  }
  .spacer {
    flex: 1 1 auto;
  }
  h2 {
    font-size: 14px;
    font-weight: 600;
  }
`;
