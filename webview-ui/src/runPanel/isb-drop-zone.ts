// What the panel shows with nothing loaded: drop a file, choose one, or use sample data.

import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sharedStyles } from '../kit/styles';
import { button } from '../kit/toolkit';

@customElement('isb-drop-zone')
export class IsbDropZone extends LitElement {
  /** True while a file is dragged over the panel. */
  @property({ type: Boolean }) isDraggedOver = false;
  /** True over a loaded run: only the invitation to let go. */
  @property({ type: Boolean }) isOverlay = false;

  override render(): unknown {
    const tell = (type: 'choose-file' | 'use-sample') => () =>
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
    const zone = html`
      <div class="zone ${this.isDraggedOver ? 'over' : ''}">
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
                  ${button({ label: 'Choose File', isPrimary: true, onClick: tell('choose-file') })}
                  ${button({ label: 'Or use sample data', onClick: tell('use-sample'), title: 'Replay a recorded run of simulated models' })}
                </div>`
        }
      </div>
    `;
    // Over a run it is only for the moment of a drop, and the page has its own main part.
    return this.isOverlay ? html`<div class="outer overlay">${zone}</div>` : html`<main class="outer">${zone}</main>`;
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        height: 100%;
      }
      .outer {
        display: flex;
        align-items: center;
        justify-content: center;
        height: 100%;
        padding: 24px;
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
