// What the panel shows with nothing loaded: what there is to run and to open, a place to drop a file, a new benchmark, sample data.

import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { noStartList, type StartList } from '../../../src/shared/protocols/startList';
import { previousIcon } from '../kit/icons';
import { linkStyles } from '../kit/linkStyles';
import { sharedStyles } from '../kit/styles';
import { button } from '../kit/toolkit';
import { startLists, startListStyles, type StartAction } from './startLists';

@customElement('isb-drop-zone')
export class IsbDropZone extends LitElement {
  /** True while a file is dragged over the panel. */
  @property({ type: Boolean }) isDraggedOver = false;
  /** True over a loaded run: only the invitation to let go. */
  @property({ type: Boolean }) isOverlay = false;
  @property({ attribute: false }) start: StartList = noStartList;

  override render(): unknown {
    const tell = (action: StartAction): void => {
      this.dispatchEvent(new CustomEvent('start-action', { detail: action, bubbles: true, composed: true }));
    };
    const zone = this.renderZone(tell);
    // Over a run it is only for the moment of a drop, and the page has its own main part.
    if (this.isOverlay) return html`<div class="outer overlay">${zone}</div>`;
    const { back } = this.start;
    return html`<main class="outer">
      <div class="page">
        ${
          back === null
            ? nothing
            : html`<button class="link back" @click=${() => tell({ type: 'backToRun' })}>
                ${previousIcon}<span>Back to ${back}</span>
              </button>`
        }
        ${zone} ${startLists(this.start, tell)}
      </div>
    </main>`;
  }

  private renderZone(tell: (action: StartAction) => void): unknown {
    return html`<div class="zone ${this.isDraggedOver ? 'over' : ''}">
      <svg width="88" height="56" viewBox="0 0 88 56" aria-hidden="true">
        <rect class="one" x="1" y="17" width="22" height="22" rx="3"></rect>
        <rect class="two" x="33" y="17" width="22" height="22" rx="3"></rect>
        <rect class="three" x="65" y="17" width="22" height="22" rx="3"></rect>
        <path class="one line" d="M7 28l4 4 7-8"></path>
        <path class="two line" d="M39.5 23.5l9 9m0-9l-9 9"></path>
      </svg>
      <h1>Drag &amp; drop a benchmark .yaml or a report .json here</h1>
      ${this.isDraggedOver ? html`<p class="muted">Hold Shift while you drop if VS Code wants to open the file itself.</p>` : nothing}
      ${
        this.isOverlay
          ? nothing
          : html`<p class="muted">A benchmark runs every prompt against every model. A report is replayed.</p>
              <div class="buttons">
                ${button({ label: 'Choose File', isPrimary: true, onClick: () => tell({ type: 'chooseFile' }) })}
                ${button({ label: 'New Benchmark...', onClick: () => tell({ type: 'newBenchmark' }), title: 'Write a first benchmark with comments' })}
                ${button({ label: 'Or use sample data', onClick: () => tell({ type: 'useSampleData' }), title: 'Replay a recorded run of simulated models' })}
              </div>`
      }
    </div>`;
  }

  static override styles = [
    sharedStyles,
    linkStyles,
    startListStyles,
    css`
      :host {
        display: block;
        height: 100%;
      }
      .outer {
        display: flex;
        align-items: center;
        justify-content: center;
        min-height: 100%;
        padding: 24px 16px;
      }
      .page {
        display: flex;
        flex-direction: column;
        gap: 20px;
        width: min(760px, 100%);
      }
      .back {
        display: flex;
        align-items: center;
        gap: 4px;
        align-self: flex-start;
        max-width: 100%;
      }
      .back span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .page .zone {
        width: 100%;
        padding: 28px;
      }
      .outer.overlay {
        position: fixed;
        inset: 0;
        z-index: 20;
        background: color-mix(in srgb, var(--isb-background) 85%, transparent);
        pointer-events: none;
      }
      .zone {
        display: flex;
        flex-direction: column;
        align-items: center;
        gap: 12px;
        width: min(560px, 100%);
        padding: 40px 28px;
        text-align: center;
        border: 1.5px dashed var(--vscode-contrastBorder, color-mix(in srgb, var(--isb-foreground) 35%, transparent));
        border-radius: 8px;
      }
      .zone.over {
        border-style: solid;
        border-color: var(--isb-focus);
        background: color-mix(in srgb, var(--isb-focus) 14%, transparent);
      }
      h1 {
        font-size: 15px;
        font-weight: 600;
        text-wrap: balance;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 8px;
        margin-top: 6px;
      }
      rect {
        fill: none;
        stroke-width: 1.6;
      }
      .line {
        fill: none;
        stroke-width: 2.2;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .one {
        stroke: var(--isb-correct);
      }
      .two {
        stroke: var(--isb-incorrect);
      }
      .three {
        stroke: var(--isb-muted);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-drop-zone': IsbDropZone;
  }
}
