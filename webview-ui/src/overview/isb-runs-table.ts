// The table of the runs overview: it draws only the rows that are seen, and tells its owner what is wanted of them.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ListedRunRow, OverviewMessage } from '../../../src/shared/protocols/overviewProtocol';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { folderIcon, nextIcon, playIcon, trashIcon } from '../kit/icons';
import { RowFocus } from '../kit/rowFocus';
import { sharedStyles } from '../kit/styles';
import { tableStyles } from '../kit/tableStyles';
import { rowButton, rowCheckbox } from '../kit/toolkit';
import { VirtualRows } from '../kit/virtualRows';
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

  @query('.scroller') private readonly scroller!: HTMLElement | null;

  private ids: readonly string[] = [];
  private readonly drawn = new VirtualRows(this, {
    rowHeight: runRowHeight,
    count: () => this.runs.length,
    scroller: () => this.scroller,
  });
  private readonly keyboard = new RowFocus(this, {
    rowHeight: runRowHeight,
    keys: () => this.ids,
    rows: this.drawn,
    scroller: () => this.scroller,
  });

  /** The run that the keyboard is at. */
  get focusedRun(): ListedRunRow | undefined {
    return this.runs[this.keyboard.place];
  }

  /** The keyboard begins at the top again. */
  restart(): void {
    this.keyboard.restart();
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
        @keydown=${this.keyPressed}
      >
        <thead>
          <tr aria-rowindex="1">
            ${this.isReadOnly ? nothing : html`<th class="select"><span class="visually-hidden">Select</span></th>`}
            ${this.columns.map((info) => this.renderHead(info))}
            ${this.isReadOnly ? nothing : html`<th class="actions"><span class="visually-hidden">Actions</span></th>`}
          </tr>
        </thead>
        <tbody>
          <tr class="filler before" aria-hidden="true">
            <td></td>
          </tr>
          ${repeat(
            runs.slice(this.drawn.first, this.drawn.end),
            (row) => row.id,
            (row, place) => this.renderRow(row, this.drawn.first + place),
          )}
          <tr class="filler after" aria-hidden="true">
            <td></td>
          </tr>
        </tbody>
      </table>
      ${runs.length === 0 ? html`<p class="none">No run fits the filter.</p>` : nothing}
    </main>`;
  }

  private renderHead({ column, title, isNumber, definition, isHighFirst }: ColumnInfo): TemplateResult {
    const isSorted = this.order.column === column;
    const sorted = isSorted ? (this.order.isHighFirst ? 'descending' : 'ascending') : 'none';
    return html`<th class="${column} ${isNumber ? 'number' : ''}" scope="col" aria-sort=${sorted}>
      <button
        title=${definition}
        @click=${() => this.tell('order-change', { column, isHighFirst: isSorted ? !this.order.isHighFirst : isHighFirst })}
      >
        <span class="ellipsis">${title}</span
        >${isSorted ? html`<span class="arrow" aria-hidden="true">${this.order.isHighFirst ? '▼' : '▲'}</span>` : nothing}
      </button>
    </th>`;
  }

  private renderRow(row: ListedRunRow, place: number): TemplateResult {
    const isSelected = this.selected.includes(row.id);
    const run = row.summary;
    return html`<tr
      class="item ${run ? '' : 'unreadable'}"
      data-place=${place}
      aria-rowindex=${place + 2}
      aria-selected=${this.isReadOnly ? nothing : String(isSelected)}
      tabindex=${this.keyboard.tabIndexOf(place)}
      @click=${() => this.tell('run-open', row)}
      @focus=${() => this.keyboard.moved(place)}
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

  private select(id: string, isOn: boolean): void {
    this.tell('select-change', { id, isOn });
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  private keyPressed(event: KeyboardEvent): void {
    const target = event.target;
    if (
      !(target instanceof HTMLElement) ||
      !target.matches('tr.item') ||
      event.altKey ||
      event.metaKey ||
      event.ctrlKey
    )
      return;
    const row = this.focusedRun;
    if (!row) return;
    if (this.keyboard.keyPressed(event)) event.preventDefault();
    else if (event.key === 'Enter') this.tell('run-open', row);
    else if (this.isReadOnly) return;
    else if (event.key === ' ') this.select(row.id, !this.selected.includes(row.id));
    else if (event.key === 'Delete') this.tell('row-act', { type: 'deleteRun', id: row.id } satisfies OverviewMessage);
    else return;
    event.preventDefault();
  }

  static override styles = [sharedStyles, tableStyles, runsTableStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-runs-table': IsbRunsTable;
  }
}
