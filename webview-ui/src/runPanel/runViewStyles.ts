// The looks of `isb-run-view`: a calm sticky header above the rows, what there is to say of the end, or only a corner in bench mode.

import { css } from 'lit';

export const runViewStyles = css`
  :host {
    display: block;
    padding-bottom: 24px;
  }
  .top {
    position: sticky;
    top: 0;
    z-index: 5;
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 10px 16px 8px;
    background: var(--isb-background);
    border-bottom: 1px solid var(--isb-border);
  }
  .end {
    display: flex;
    flex-direction: column;
    gap: 8px;
    padding: 8px 16px;
    border-bottom: 1px solid var(--isb-border);
  }
  .untimed {
    margin: 0;
    font-size: 12px;
  }
  .title {
    display: flex;
    align-items: baseline;
    gap: 12px;
    min-width: 0;
  }
  h1 {
    flex: 0 1 auto;
    font-size: 16px;
    font-weight: 600;
  }
  .purpose {
    flex: 1 1 0;
  }
  .buttons {
    flex: none;
    display: flex;
    align-self: center;
    gap: 6px;
    margin-left: auto;
  }
  /* As high as the toolbar is in most panels, so that nothing jumps when it comes. */
  .toolbar-place {
    height: 26px;
  }
  .toolbar-place.live {
    height: 25px;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    font-size: 12px;
    min-height: 18px;
  }
  .entry {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    white-space: nowrap;
  }
  .swatch {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 14px;
    height: 14px;
    border: 1px solid currentColor;
    border-radius: 3px;
    font-style: normal;
    font-size: 10px;
    font-weight: 700;
    line-height: 1;
  }
  .swatch.correct {
    color: var(--isb-correct);
  }
  .swatch.incorrect {
    color: var(--isb-incorrect);
  }
  .swatch.error {
    color: var(--isb-error);
    border-style: dashed;
  }
  .swatch.waiting {
    background: var(--isb-waiting);
    border-color: var(--isb-squareBorder);
  }
  .swatch.submitted {
    background: var(--isb-waiting);
    border: 1px dashed var(--isb-running);
    background-image: radial-gradient(circle, var(--isb-running) 18%, transparent 20%);
  }
  .swatch.running {
    background: var(--isb-waiting);
    border-color: var(--isb-running);
  }
  .swatch.skipped {
    border-style: dotted;
  }
  .phases {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    cursor: help;
  }
  .phase {
    width: 12px;
    height: 5px;
    outline: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .phase.queue {
    background: var(--isb-phase-queue);
  }
  .phase.load {
    background: var(--isb-phase-load);
  }
  .phase.firstToken {
    background: var(--isb-phase-firstToken);
  }
  .phase.decode {
    background: var(--isb-phase-decode);
  }
  .phase.evaluation {
    background: var(--isb-phase-evaluation);
  }
  .late {
    cursor: help;
  }
  .late .cut {
    width: 9px;
    height: 9px;
    background: currentColor;
    clip-path: polygon(0 0, 100% 0, 100% 100%);
  }
  .mark {
    cursor: help;
  }
  .mark i {
    width: 8px;
    height: 8px;
    box-sizing: border-box;
    border: 2px solid currentColor;
    border-radius: 50%;
  }
  .mark .disagreed {
    border-radius: 0;
    transform: rotate(45deg);
  }
  .mark :not(.commented) {
    background: currentColor;
  }
  .about {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    margin-left: auto;
    min-width: 0;
  }
  /* A sentence, which has more lines in a narrow panel. */
  .badge.judge {
    white-space: normal;
  }
  .badge.isolation {
    background: transparent;
    color: var(--isb-error);
    border: 1px solid currentColor;
  }
  .summary {
    font-size: 12px;
  }
  .empty {
    padding: 48px 16px;
    text-align: center;
  }
  /* Bench mode keeps the controls in a small tab that opens for a pointer or the keyboard. */
  .corner {
    position: fixed;
    top: 0;
    right: 0;
    z-index: 5;
    width: 30px;
    height: 20px;
    overflow: hidden;
    border-radius: 0 0 0 6px;
    background: var(--isb-panel);
    border: 1px solid var(--isb-border);
    opacity: 0.6;
  }
  .corner::before {
    content: '⋯';
    position: absolute;
    inset: 0;
    line-height: 16px;
    text-align: center;
  }
  .corner isb-toolbar {
    width: min(760px, calc(100vw - 24px));
    opacity: 0;
  }
  .corner:hover,
  .corner:focus-within {
    width: auto;
    height: auto;
    padding: 6px 10px;
    opacity: 1;
    box-shadow: 0 2px 8px var(--isb-shadow);
  }
  .corner:hover::before,
  .corner:focus-within::before {
    content: none;
  }
  .corner:hover isb-toolbar,
  .corner:focus-within isb-toolbar {
    opacity: 1;
  }
  @media print {
    .top {
      position: static;
    }
    .buttons,
    isb-toolbar,
    .corner {
      display: none;
    }
  }
  @media (max-width: 760px) {
    .toolbar-place.over {
      height: 59px;
    }
  }
  @media (max-width: 640px) {
    .title {
      flex-wrap: wrap;
      gap: 4px 12px;
    }
    /* The hover of the name has it. */
    .purpose {
      display: none;
    }
    .top {
      gap: 6px;
      padding: 8px 16px 6px;
    }
    .end {
      padding: 4px 16px;
    }
    .end summary {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      font-size: 12px;
      line-height: 20px;
      cursor: pointer;
    }
    .end summary:focus-visible {
      outline: 1px solid var(--isb-focus);
      outline-offset: -1px;
    }
    .end summary .incorrect {
      color: var(--isb-incorrect);
    }
    .end .folded {
      display: flex;
      flex-direction: column;
      gap: 4px;
      padding: 4px 0;
    }
    .legend {
      gap: 4px 12px;
    }
    /* Each test says it. */
    .about .type {
      display: none;
    }
  }
  /* Where there is little room, the rows need it more. */
  @media (max-width: 640px), (max-height: 560px) {
    .top {
      position: static;
    }
  }
`;
