// Models x prompts: a line a model with its figures, prompt k always in column k, and above the models how many of them failed each prompt.
// What is shown is its owner's; it draws, and tells where somebody wants to go.

import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Award } from '../../../src/shared/figures/runStats';
import type { ModelInfo } from '../../../src/shared/run/model';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { awardWords } from '../figures/modelFigures';
import { endKept, endKeptStyles } from '../kit/endKept';
import { providerMark, providerMarkStyles } from '../kit/providerMark';
import { RenderedParts } from '../kit/renderedParts';
import { sharedStyles } from '../kit/styles';
import './isb-matrix-cells';
import type { IsbMatrixCells } from './isb-matrix-cells';
import './isb-matrix-map';
import { axisHeight, groupHeight, linePitch } from './matrixLayout';
import type { MatrixSource } from './matrixSource';
import type { FigureOrder } from '../kit/figureOrder';
import { definitionWithBest, sortHead } from '../kit/sortedRows';
import { nextCell, nextColumn } from './stepping';
import { throughVsCodeBadge } from '../kit/throughVsCodeBadge';

/** A column of figures beside the names; `id` is that of the figures' table. */
export interface MatrixHead {
  id: string;
  name: string;
  definition: string;
  isLowerBetter: boolean | null;
}

/** A shown model, with its figures in the order of the heads. */
export interface MatrixLine {
  model: ModelInfo;
  title: string;
  awards: readonly Award[];
  figures: readonly { text: string; note?: string | null }[];
}

/** Fires `cell-open` with a line and a column (line -1: all models) and `order-change` with the id of a head. */
@customElement('isb-matrix')
export class IsbMatrix extends LitElement {
  @property({ attribute: false }) source: MatrixSource | null = null;
  @property({ attribute: false }) heads: readonly MatrixHead[] = [];
  @property({ attribute: false }) lines: readonly MatrixLine[] = [];
  @property({ attribute: false }) order: FigureOrder | null = null;
  @property({ type: Boolean }) showProvider = true;

  @state() private seen = { left: 0, right: 1 };

  @query('isb-matrix-cells') readonly cells!: IsbMatrixCells;

  private readonly cellParts = new RenderedParts(this, 'isb-matrix-cells');
  private readonly mapParts = new RenderedParts(this, 'isb-matrix-map');

  cellChanged(line: number, column: number): void {
    this.cellParts.first?.cellChanged(line, column);
    this.mapParts.first?.changed();
  }

  allChanged(): void {
    this.cellParts.first?.allChanged();
    this.mapParts.first?.changed();
  }

  /** Goes to the next or previous cell of a kind; true where there is one. */
  step(kind: 'wrong' | 'error', step: 1 | -1): boolean {
    const { source } = this;
    if (!source || source.lines === 0) return false;
    const { line, column } = this.cells.focusedCell;
    // From the line above the models the first cell comes next.
    const from = line < 0 ? { line: 0, column: column - step } : { line, column };
    const cell = nextCell(from, step, source, (one) => {
      if (source.isDimmed(one.column)) return false;
      const look = source.lookOf(one.line, one.column);
      return kind === 'error' ? look === 'error' : look === 'incorrect' || look === 'error';
    });
    if (cell) void this.cells.focusCell(cell.line, cell.column);
    return cell !== null;
  }

  /** Goes to the next of some columns, around; stays where there are none. */
  async stepTo(columns: readonly number[], step: 1 | -1): Promise<void> {
    const { line, column } = this.cells.focusedCell;
    const next = nextColumn(column, step, columns);
    if (next !== null) await this.cells.focusCell(line, next);
  }

  override render(): unknown {
    const { source } = this;
    if (!source) return nothing;
    return html`<section class="matrix" aria-label="Models and prompts">
      <table class=${source.groups.length > 0 ? 'grouped' : ''}>
        <thead>
          <tr class="heads">
            <th scope="col">Model</th>
            ${this.heads.map((head) => sortHead({ ...head, definition: definitionWithBest(head) }, this.order, (order) => this.dispatchEvent(new CustomEvent('order-change', { detail: order }))))}
          </tr>
          <tr class="failed">
            <th scope="row" colspan=${this.heads.length + 1}>failed by (of ${source.lines})</th>
          </tr>
        </thead>
        <tbody>
          ${this.lines.map((line) => this.renderLine(line))}
        </tbody>
      </table>
      <div class="squares">
        <isb-matrix-cells
          .source=${source}
          @square-open=${this.opened}
          @scrolled=${(event: CustomEvent<{ left: number; right: number }>) => (this.seen = event.detail)}
        ></isb-matrix-cells>
        ${
          this.seen.right - this.seen.left < 0.999
            ? html`<isb-matrix-map
                .source=${source}
                .seen=${this.seen}
                @map-moved=${(event: CustomEvent<{ share: number }>) => this.cells.scrollToShare(event.detail.share)}
              ></isb-matrix-map>`
            : nothing
        }
      </div>
    </section>`;
  }

  private renderLine({ model, title, awards, figures }: MatrixLine): TemplateResult {
    const [award] = awards;
    return html`<tr>
      <th scope="row" title=${oneLine(model.model)}>
        <span class="name">
          ${this.showProvider ? providerMark(model.provider, model.providerLabel) : nothing} ${endKept(title)}
          ${model.isSimulated ? html`<span class="badge simulated" title="No model was asked. Every figure is made up by the simulated model API.">sim</span>` : nothing}
          ${throughVsCodeBadge(model)}
          ${
            award
              ? html`<span
                  class="badge award"
                  title=${awards.map((one) => `${awardWords[one].label}: ${awardWords[one].definition}`).join('\n')}
                  >${awardWords[award].label}${awards.length > 1 ? ` +${awards.length - 1}` : ''}</span
                >`
              : nothing
          }
        </span>
      </th>
      ${figures.map(
        ({ text, note }, at) =>
          html`<td class="number ${this.heads[at]?.id ?? ''} ${text === 'n/a' ? 'muted' : ''}" title=${note ?? nothing}>
            ${text}
          </td>`,
      )}
    </tr>`;
  }

  private opened(event: CustomEvent<{ position: number }>): void {
    event.stopPropagation();
    const columns = Math.max(1, this.source?.columns ?? 1);
    const { position } = event.detail;
    const detail = { line: Math.floor(position / columns) - 1, column: position % columns };
    this.dispatchEvent(new CustomEvent('cell-open', { detail }));
  }

  static override styles = [
    sharedStyles,
    providerMarkStyles,
    endKeptStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      .matrix {
        display: grid;
        grid-template-columns: minmax(120px, max-content) minmax(0, 1fr);
        gap: 0 12px;
        padding: 8px 16px 12px;
      }
      table {
        border-collapse: collapse;
        align-self: start;
      }
      th,
      td {
        height: ${linePitch}px;
        padding: 0 8px 0 0;
        font-weight: 400;
        text-align: left;
        white-space: nowrap;
      }
      .heads th {
        height: ${axisHeight}px;
        font-size: 11px;
        line-height: ${axisHeight}px;
        color: var(--isb-muted);
      }
      .grouped .heads th {
        padding-top: ${groupHeight}px;
      }
      .failed th {
        font-size: 12px;
        color: var(--isb-muted);
        text-align: right;
      }
      .number {
        text-align: right;
        font-variant-numeric: tabular-nums;
      }
      .accuracy_percent {
        font-weight: 600;
      }
      button {
        padding: 0;
        border: none;
        background: none;
        color: inherit;
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        color: var(--isb-foreground);
      }
      button:focus-visible {
        outline: 1px solid var(--isb-focus);
      }
      .arrow {
        font-size: 9px;
      }
      .name {
        display: flex;
        align-items: center;
        gap: 6px;
        max-width: 300px;
      }
      .badge.award {
        flex: none;
      }
      .squares {
        min-width: 0;
      }
      @container (min-width: 1500px) {
        .name {
          max-width: 520px;
        }
      }
      @container (max-width: 900px) {
        .name {
          max-width: 200px;
        }
        .name .badge,
        .ttft_p50_ms,
        .cost_per_correct_usd {
          display: none;
        }
      }
      @container (max-width: 560px) {
        .matrix {
          padding-right: 8px;
          gap: 0 6px;
        }
        .name {
          max-width: 124px;
        }
        /* The mark beside the name says it, and the hover; it is still read aloud. */
        .provider-mark + .end-kept .api {
          font-size: 0;
        }
        .total_p50_ms,
        .errors {
          display: none;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-matrix': IsbMatrix;
  }
}
