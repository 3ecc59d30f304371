// *Figures and plots* of a run, folded up until somebody asks: a table of all figures, models as rows, and the plots.
// Fires `copy-text` with the table as CSV, and `order-change` when it is sorted. Everything is of the whole run, whatever moment a replay is at.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { figureColumns } from './figureColumns';
import type { FigureColumn, FigureRow } from './figureColumn';
import type { FigureOrder } from '../kit/figureOrder';
import { definitionWithBest, sortedRows, sortHead, sortHeadStyles } from '../kit/sortedRows';
import { bestOfColumn, figureRows, figuresCsv } from './figuresTable';
import { figuresStyles } from './figuresStyles';
import { foldedStyles, FoldedSection } from '../kit/foldedSection';
import './isb-plots';
import { plainTableStyles } from '../kit/plainTableStyles';
import { sharedStyles } from '../kit/styles';
import { endKept, endKeptStyles } from '../kit/endKept';
import '../kit/isb-copy-button';
import { machineName } from '../../../src/shared/words/machineWords';
import { throughVsCodeBadge } from '../kit/throughVsCodeBadge';

@customElement('isb-figures')
export class IsbFigures extends FoldedSection {
  /** Null is the order of the run. */
  @property({ attribute: false }) order: FigureOrder | null = null;
  /** Models that are left out of the plots. */
  @property({ attribute: false }) leftOut: readonly string[] = [];

  private rows: FigureRow[] = [];
  private columns: FigureColumn[] = [];

  protected override recount(): void {
    this.rows = this.run && this.isOpen ? figureRows(this.run) : [];
    this.columns = figureColumns(this.rows);
  }

  override render(): unknown {
    const { run } = this;
    if (!run || run.models.length === 0) return nothing;
    return this.renderFolded(
      'Figures and plots',
      'percentiles, intervals, per correct answer, Pareto',
      this.isOpen
        ? html`<div class="body">
            ${this.renderTable()}<isb-plots .rows=${this.rows} .leftOut=${this.leftOut}></isb-plots>
          </div>`
        : nothing,
    );
  }

  private renderTable(): TemplateResult {
    const rows = sortedRows(this.rows, this.columns, this.order);
    const best = this.columns.map((column) => bestOfColumn(rows, column));
    return html`<div class="wide" tabindex="0" role="region" aria-label="Figures of the models">
        <table>
          <thead>
            <tr>
              <th scope="col">Model</th>
              ${this.columns.map((column) => sortHead({ ...column, definition: definitionWithBest(column) }, this.order, (order) => this.sortBy(order)))}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (row, place) =>
                html`<tr>
                  <th scope="row" title=${oneLine(row.model.model)}>
                    ${endKept(row.title)}${row.model.isSimulated && !row.part ? html` <span class="badge simulated">simulated</span>` : nothing}
                    ${row.part ? nothing : throughVsCodeBadge(row.model)}
                  </th>
                  ${this.columns.map((column, at) => {
                    const text = column.text(row);
                    return html`<td
                      class="number ${best[at]!.has(place) ? 'best' : ''} ${text === 'n/a' ? 'muted' : ''}"
                      title=${column.note?.(row) ?? nothing}
                    >
                      ${text}
                    </td>`;
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="foot muted">
        <isb-copy-button
          label="Copy as CSV"
          hint="All figures with their units, unknown ones empty"
          .subject=${rows}
          .text=${() => figuresCsv(rows, this.columns)}
        ></isb-copy-button>
        <span
          >Best values bold. Columns that no model has values for are left out: p90 and p95 need 20 values, p99 needs
          100.</span
        >
      </p>
      ${this.renderMachines()}`;
  }

  /** What the numbers of machines in the table stand for. */
  private renderMachines(): TemplateResult | typeof nothing {
    if (!this.rows.some(({ part }) => part)) return nothing;
    return html`<ul class="machines muted" aria-label="Machines">
      ${this.run!.machines.map((machine, at) => html`<li>${machineName(at + 1)}: ${oneLine(machine)}</li>`)}
    </ul>`;
  }

  private sortBy(order: FigureOrder | null): void {
    this.order = order;
    this.dispatchEvent(new CustomEvent('order-change', { detail: order }));
  }

  static override styles = [sharedStyles, endKeptStyles, foldedStyles, plainTableStyles, sortHeadStyles, figuresStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-figures': IsbFigures;
  }
}
