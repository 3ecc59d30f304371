// The table of the runs overview: it draws only the rows that are seen, and tells its owner what is wanted of them.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ListedRunRow, OverviewMessage } from '../../../src/shared/protocols/overviewProtocol';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { folderIcon, nextIcon, playIcon, trashIcon } from '../kit/icons';
import { LongTable } from '../kit/longTable';
import { sortedHead } from '../kit/sortedHead';
import { sharedStyles } from '../kit/styles';
import { tableStyles } from '../kit/tableStyles';
import { rowButton, rowCheckbox } from '../kit/toolkit';
import { overviewCell } from './overviewCell';
import { cellText, cellTitle, isCut, newestFirst } from './overviewRows';
import type { ColumnInfo, SortOrder } from './overviewRows';
import { runsTableStyles, runRowHeight } from './runsTableStyles';

/**
 * Fires `run-open` (detail: a row), `order-change` (detail: the order), `select-change` (detail: an id, and whether it is chosen), and
 * `row-act` (detail: a message to the host).
 */
@customElement('isb-runs-table')
export class IsbRunsTable extends LitElement {
  /** Set where runs can be opened and nothing else. */
  @property({ type: Boolean }) isReadOnly = false;
  /** From above; the same array as long as the list is the same. */
  @property({ attribute: false }) runs: readonly ListedRunRow[] = [];
  @property({ attribute: false }) columns: readonly ColumnInfo[] = [];
  @property({ attribute: false }) order: SortOrder = newestFirst;
  /** Ids of the runs that are chosen. */
  @property({ attribute: false }) selected: readonly string[] = [];

  private ids: readonly string[] = [];
  private readonly table = new LongTable(this, {
    rowHeight: runRowHeight,
    keys: () => this.ids,
    open: (place) => this.tell('run-open', this.runs[place]),
    act: (key, place) => this.act(key, this.runs[place]!),
  });

  /** The run that the keyboard is at. */
  get focusedRun(): ListedRunRow | undefined {
    return this.runs[this.table.place];
  }

  /** The keyboard begins at the top again. */
  restart(): void {
    this.table.restart();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('runs')) this.ids = this.runs.map(({ id }) => id);
  }

  override render(): unknown {
    const { runs } = this;
    return html`<main class="scroller" tabindex="-1">
      <table
        class=${this.isReadOnly ? 'read-only' : ''}
        role="grid"
        aria-label="Runs"
        aria-rowcount=${runs.length + 1}
        aria-multiselectable=${this.isReadOnly ? nothing : 'true'}
        @keydown=${this.table.keyPressed}
      >
        <thead>
          <tr aria-rowindex="1">
            ${this.isReadOnly ? nothing : html`<th class="select"><span class="visually-hidden">Select</span></th>`}
            ${this.columns.map((info) => sortedHead(info, this.order, () => this.sortBy(info)))}
            ${this.isReadOnly ? nothing : html`<th class="actions"><span class="visually-hidden">Actions</span></th>`}
          </tr>
        </thead>
        ${this.table.renderBody((place) => this.renderRow(runs[place]!, place))}
      </table>
      ${runs.length === 0 ? html`<p class="none">No run fits the filter.</p>` : nothing}
    </main>`;
  }

  private renderRow(row: ListedRunRow, place: number): TemplateResult {
    const isSelected = this.selected.includes(row.id);
    const run = row.summary;
    return html`<tr
      class="item ${run ? '' : 'unreadable'}"
      data-place=${place}
      aria-rowindex=${place + 2}
      aria-selected=${this.isReadOnly ? nothing : String(isSelected)}
      tabindex=${this.table.tabIndexOf(place)}
    >
      ${
        this.isReadOnly
          ? nothing
          : html`<td class="select" @click=${(event: Event) => event.stopPropagation()}>
              ${run ? rowCheckbox(`Select ${oneLine(run.benchmarkName)} for comparing`, isSelected, (isOn) => this.select(row.id, isOn)) : nothing}
            </td>`
      }
      ${this.columns.map(({ column, isNumber }) => {
        const text = cellText(column, row);
        return html`<td class="${column} ${isNumber ? 'number' : ''}" title=${cellTitle(column, row)}>
          ${overviewCell(column, row, text)}
        </td>`;
      })}
      ${this.isReadOnly ? nothing : html`<td class="actions" @click=${(event: Event) => event.stopPropagation()}>${this.renderActions(row)}</td>`}
    </tr>`;
  }

  private renderActions({ id, summary }: ListedRunRow): TemplateResult {
    const post = (message: OverviewMessage) => () => this.tell('row-act', message);
    return html`${summary && isCut(summary) ? rowButton(playIcon, 'Resume', post({ type: 'resumeRun', id })) : nothing}
    ${summary ? rowButton(nextIcon, 'Open', post({ type: 'openRun', id })) : nothing}
    ${rowButton(folderIcon, 'Reveal the run folder', post({ type: 'revealRun', id }))}
    ${rowButton(trashIcon, 'Delete…', post({ type: 'deleteRun', id }))}`;
  }

  private sortBy({ column, isHighFirst }: ColumnInfo): void {
    const { order } = this;
    this.tell('order-change', { column, isHighFirst: order.column === column ? !order.isHighFirst : isHighFirst });
  }

  private select(id: string, isOn: boolean): void {
    this.tell('select-change', { id, isOn });
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  private act(key: string, { id }: ListedRunRow): boolean {
    if (this.isReadOnly || (key !== ' ' && key !== 'Delete')) return false;
    if (key === ' ') this.select(id, !this.selected.includes(id));
    else this.tell('row-act', { type: 'deleteRun', id } satisfies OverviewMessage);
    return true;
  }

  static override styles = [sharedStyles, tableStyles, runsTableStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-runs-table': IsbRunsTable;
  }
}
