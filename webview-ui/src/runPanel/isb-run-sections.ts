// What is counted of a whole run, folded up below its squares: by test type, by variant, by tag, all figures. It fires `test-open` with a model and an index,
// and `order-change` with what models are to be sorted by.

import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, queryAll } from 'lit/decorators.js';
import type { RunState } from '../../../src/shared/run/runState';
import type { FigureOrder } from '../kit/figureOrder';
import '../figures/isb-figures';
import '../figures/isb-tag-scores';
import '../figures/isb-type-scores';
import '../figures/isb-variant-scores';
import type { FoldedSection } from '../kit/foldedSection';
import type { HostLink } from './hostLink';

@customElement('isb-run-sections')
export class IsbRunSections extends LitElement {
  @property({ attribute: false }) run: RunState | null = null;
  @property({ attribute: false }) link!: HostLink;
  /** What the models are sorted by, and which of them are hidden. */
  @property({ attribute: false }) order: FigureOrder | null = null;
  @property({ attribute: false }) leftOut: readonly string[] = [];

  @queryAll('isb-type-scores, isb-variant-scores, isb-tag-scores, isb-figures')
  private readonly sections!: NodeListOf<FoldedSection>;

  /** Tests of the run have finished. */
  changed(): void {
    for (const section of this.sections) section.changed();
  }

  override render(): unknown {
    const { run } = this;
    if (!run) return nothing;
    return html`<isb-type-scores
        isFolded
        .run=${run}
        @test-open=${(event: CustomEvent<{ model: string; index: number }>) => this.tell('test-open', event.detail)}
      ></isb-type-scores>
      <isb-variant-scores isFolded .run=${run}></isb-variant-scores>
      <isb-tag-scores isFolded .run=${run}></isb-tag-scores>
      <isb-figures
        .run=${run}
        .order=${this.order}
        .leftOut=${this.leftOut}
        @order-change=${(event: CustomEvent<FigureOrder | null>) => this.tell('order-change', event.detail)}
        @copy-text=${(event: CustomEvent<{ text: string }>) => this.link.post({ type: 'copyText', text: event.detail.text })}
      ></isb-figures>`;
  }

  private tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  static override styles = css`
    :host {
      display: block;
    }
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-run-sections': IsbRunSections;
  }
}
