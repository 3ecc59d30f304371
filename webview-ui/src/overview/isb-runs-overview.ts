// The runs overview: every run in one table, filtered, sorted, opened, some of them compared, or the trend of one benchmark.
// The host owns the list and the filter.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { assertNever } from '../../../src/shared/text/assertNever';
import { mostCompared } from '../../../src/shared/protocols/compareProtocol';
import { formatCount } from '../../../src/shared/text/format';
import type {
  ListedRunRow,
  OverviewHostMessage,
  OverviewMessage,
} from '../../../src/shared/protocols/overviewProtocol';
import { emptyRunFilter, filterChoices, isEmptyFilter, matchesRun } from '../../../src/shared/runs/runFilter';
import type { FilterChoices, RunFilter } from '../../../src/shared/runs/runFilter';
import '../kit/isb-failure';
import type { HostChannel } from '../kit/hostChannel';
import '../kit/isb-filter-bar';
import './isb-trend';
import { columnsFor, newestFirst, oldestFirst, sortRows } from './overviewRows';
import './isb-runs-table';
import type { IsbRunsTable } from './isb-runs-table';
import type { ColumnInfo, SortOrder } from './overviewRows';
import { savedOrder, savedTrend } from './overviewState';
import { overviewStyles } from './overviewStyles';
import { pageStyles } from '../kit/pageStyles';
import { sharedStyles } from '../kit/styles';
import { button, progressRing } from '../kit/toolkit';
import { trendBenchmarks } from './trendView';
import { counted } from '../../../src/shared/text/counted';

@customElement('isb-runs-overview')
export class IsbRunsOverview extends LitElement {
  /** Set on the page of a runs folder, where runs can be opened and nothing else. */
  @property({ type: Boolean }) isReadOnly = false;

  @state() private runs: ListedRunRow[] | null = null;
  @state() private folders: string[] = [];
  @state() private filter: RunFilter = emptyRunFilter;
  @state() private order: SortOrder = newestFirst;
  /** Ids in the order they were chosen. */
  @state() private selected: string[] = [];
  /** The benchmark whose trend is shown in place of the table. */
  @state() private trendOf: string | null = null;
  @state() private failure: string | null = null;
  @query('isb-runs-table') private readonly table!: IsbRunsTable | null;

  private channel: HostChannel<OverviewHostMessage, OverviewMessage> | null = null;
  private shown: ListedRunRow[] = [];
  private columns: readonly ColumnInfo[] = [];
  private choices: FilterChoices = filterChoices([]);
  private filterTimer = 0;
  connect(channel: HostChannel<OverviewHostMessage, OverviewMessage>): void {
    this.channel = channel;
    channel.listen((message) => this.receive(message));
    const saved = channel.loadState();
    this.order = savedOrder(saved) ?? newestFirst;
    this.trendOf = savedTrend(saved);
    channel.post({ type: 'ready' });
  }

  private receive(message: OverviewHostMessage): void {
    switch (message.type) {
      case 'runsListed':
        // What else went wrong stays until it is dismissed: lists come at any time.
        if (this.runs === null) this.failure = null;
        this.runs = message.runs;
        this.folders = message.folders;
        this.takeFilter(message.filter);
        this.selected = this.selected.filter((id) => message.runs.some((run) => run.id === id));
        // The last run of the benchmark may be gone.
        if (!message.runs.some((run) => run.summary?.benchmarkName === this.trendOf)) this.trendOf = null;
        return;
      case 'filterChanged':
        this.takeFilter(message.filter);
        return;
      case 'failed':
        this.failure = message.message;
        return;
      default:
        assertNever(message);
    }
  }

  private takeFilter(filter: RunFilter): void {
    // While the user is typing the host's echoes are older than what is on the screen.
    if (this.filterTimer === 0) this.filter = filter;
  }

  private changeFilter(filter: RunFilter): void {
    this.filter = filter;
    this.table?.restart();
    window.clearTimeout(this.filterTimer);
    this.filterTimer = window.setTimeout(() => {
      this.filterTimer = 0;
      this.channel?.post({ type: 'changeFilter', filter: this.filter });
    }, 200);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const runs = this.runs ?? [];
    if (changed.has('runs')) this.columns = columnsFor(runs);
    if (changed.has('runs')) this.choices = filterChoices(runs.flatMap((row) => (row.summary ? [row.summary] : [])));
    if (changed.has('runs') || changed.has('filter') || changed.has('order')) {
      // A run that can't be read has nothing to filter by: it is there only as long as nothing is filtered.
      const isAll = isEmptyFilter(this.filter);
      this.shown = sortRows(
        runs.filter((row) => (row.summary ? matchesRun(this.filter, row.summary) : isAll)),
        this.order,
      );
    }
  }

  override render(): unknown {
    return html`<div class="page">
      <isb-failure .message=${this.failure} @dismiss=${() => (this.failure = null)}></isb-failure>
      ${this.runs === null ? (this.failure === null ? html`<div class="center">${progressRing('Loading the runs')}</div>` : nothing) : this.runs.length === 0 ? this.renderEmpty() : this.trendOf === null ? this.renderList(this.runs) : this.renderTrend(this.runs, this.trendOf)}
    </div>`;
  }

  private renderEmpty(): TemplateResult {
    return html`<main class="center">
      <div class="empty">
        <h1>No runs yet</h1>
        <p class="muted">
          Every run of a benchmark is kept in a folder of its own and shows up here. Right-click a benchmark's .yaml and
          choose <i>Run Iso Speed Bench</i>.
        </p>
        ${this.folders.length === 0 ? nothing : html`<p class="muted">Looked into: ${this.folders.join(', ')}</p>`}
        ${this.isReadOnly ? nothing : button({ label: 'Add a Folder with Runs', onClick: () => this.channel?.post({ type: 'addFolder' }) })}
      </div>
    </main>`;
  }

  private renderList(runs: readonly ListedRunRow[]): TemplateResult {
    const { shown } = this;
    const count = `${isEmptyFilter(this.filter) ? '' : `${formatCount(shown.length)} of `}${counted(runs.length, 'run')}`;
    return html`<header>
        <div class="title">
          <h1>Runs</h1>
          <span class="muted ellipsis folders" title=${this.folders.join('\n')}>${this.folders.join(', ')}</span>
          ${this.isReadOnly ? nothing : this.renderCompare(runs)}
          <span class="to-trend"
            >${button({ label: 'Trend', title: 'All runs of one benchmark over time: accuracy, total and cost of each model', onClick: () => this.showTrend(this.trendChoice(runs)) })}</span
          >
          ${this.isReadOnly ? nothing : button({ label: 'Add Folder', title: 'Look into another folder with runs', onClick: () => this.channel?.post({ type: 'addFolder' }) })}
        </div>
        <isb-filter-bar
          .filter=${this.filter}
          .choices=${this.choices}
          .count=${count}
          placeholder="Name, model, purpose, comment"
          @filter-change=${(event: CustomEvent<RunFilter>) => this.changeFilter(event.detail)}
        ></isb-filter-bar>
      </header>
      <isb-runs-table
        .isReadOnly=${this.isReadOnly}
        .runs=${shown}
        .columns=${this.columns}
        .order=${this.order}
        .selected=${this.selected}
        @run-open=${(event: CustomEvent<ListedRunRow>) => this.open(event.detail)}
        @order-change=${(event: CustomEvent<SortOrder>) => this.sortBy(event.detail)}
        @select-change=${({ detail }: CustomEvent<{ id: string; isOn: boolean }>) => this.select(detail.id, detail.isOn)}
        @row-act=${(event: CustomEvent<OverviewMessage>) => this.channel?.post(event.detail)}
      ></isb-runs-table>`;
  }

  private renderCompare(runs: readonly ListedRunRow[]): unknown {
    return button({
      label: this.selected.length > 2 ? `Compare Selected (${formatCount(this.selected.length)})` : 'Compare Selected',
      isPrimary: this.selected.length > 1,
      isDisabled: this.selected.length < 2,
      title: 'What got better and worse between the oldest selected run and the others. Select two or more.',
      onClick: () =>
        this.channel?.post({
          type: 'compare',
          ids: sortRows(runs, oldestFirst).flatMap(({ id }) => (this.selected.includes(id) ? [id] : [])),
        }),
    });
  }

  private renderTrend(runs: readonly ListedRunRow[], benchmark: string): TemplateResult {
    return html`<isb-trend
      .rows=${runs}
      .benchmark=${benchmark}
      @run-open=${(event: CustomEvent<string>) => this.channel?.post({ type: 'openRun', id: event.detail })}
      @benchmark-chosen=${(event: CustomEvent<string>) => this.showTrend(event.detail)}
      @trend-close=${() => this.showTrend(null)}
    ></isb-trend>`;
  }

  /** The benchmark of the run selected first; else the first one with several runs, that of the row which the keyboard is at before others. */
  private trendChoice(runs: readonly ListedRunRow[]): string | null {
    const selected = runs.find(({ id }) => id === this.selected[0])?.summary?.benchmarkName;
    const benchmarks = trendBenchmarks(runs);
    const focused = this.table?.focusedRun?.summary?.benchmarkName;
    const several = benchmarks.filter((one) => one.runs > 1).map(({ name }) => name);
    return selected ?? several.find((name) => name === focused) ?? several[0] ?? benchmarks[0]?.name ?? null;
  }

  private showTrend(benchmark: string | null): void {
    const isOtherView = (benchmark === null) !== (this.trendOf === null);
    this.trendOf = benchmark;
    this.save();
    // The button that led here is gone: the one that leads back has the focus.
    const wayBack = benchmark === null ? '.to-trend vscode-button' : 'isb-trend';
    if (isOtherView) void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(wayBack)?.focus());
  }

  private open(row: ListedRunRow): void {
    if (row.summary) this.channel?.post({ type: 'openRun', id: row.id });
    else this.failure = row.problem;
  }

  /** More than can be compared at once are not kept: the oldest choice goes. */
  private select(id: string, isOn: boolean): void {
    const others = this.selected.filter((one) => one !== id);
    this.selected = isOn ? [...others, id].slice(-mostCompared) : others;
  }

  private sortBy(order: SortOrder): void {
    this.order = order;
    this.save();
  }

  private save(): void {
    this.channel?.saveState({ ...this.order, ...(this.trendOf === null ? {} : { trendOf: this.trendOf }) });
  }

  static override styles = [sharedStyles, pageStyles, overviewStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-runs-overview': IsbRunsOverview;
  }
}
