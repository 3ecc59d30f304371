// A section about a run, folded up until somebody asks: what it shows is counted only while it is open, and anew as the run goes on.

import { css, html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { RunState } from '../../../src/shared/run/runState';

import { isPrinting, WhilePrinting } from './printing';

/** While a run goes on the figures of an open section are counted anew this often, ms. */
const recountAfter = 1000;

export abstract class FoldedSection extends LitElement {
  @property({ attribute: false }) run: RunState | null = null;

  @state() protected isOpen = false;

  private timer = 0;
  private wasOpen = false;

  constructor() {
    super();
    new WhilePrinting(this, () => {
      if (isPrinting()) this.wasOpen = this.isOpen;
      this.isOpen = isPrinting() || this.wasOpen;
    });
  }

  /** Counts what the section shows of `run`; nothing while it is not open. */
  protected abstract recount(): void;

  /** Tests of the run have finished. */
  changed(): void {
    if (!this.isOpen || this.timer !== 0) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.recount();
      this.requestUpdate();
    }, recountAfter);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
    this.timer = 0;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('run') || changed.has('isOpen')) this.recount();
  }

  /** `about` says beside the title what is in it. */
  protected renderFolded(title: string, about: string, body: unknown): TemplateResult {
    return html`<details
      .open=${this.isOpen}
      @toggle=${(event: Event) => (this.isOpen = (event.target as HTMLDetailsElement).open)}
    >
      <summary>
        <h2>${title}</h2>
        <span class="muted">${about}${this.run?.status === 'running' ? '' : ' · of the whole run'}</span>
      </summary>
      ${body}
    </details>`;
  }
}

export const foldedStyles = css`
  :host {
    display: block;
  }
  summary {
    padding: 10px 16px;
    font-weight: 600;
    cursor: pointer;
  }
  summary h2 {
    display: inline;
    font-size: inherit;
    font-weight: inherit;
  }
  summary .muted {
    font-weight: 400;
    font-size: 12px;
  }
  summary:focus-visible,
  .wide:focus-visible {
    outline: 1px solid var(--isb-focus);
    outline-offset: -1px;
  }
`;
