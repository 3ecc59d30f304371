// The trend of a benchmark in the runs overview: all its runs over time, as plots and as a table with the same figures.

import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  judgedText,
  trendCostText,
  trendHowText,
  trendTotalText,
  type ModelTrend,
} from '../../../src/shared/comparing/benchmarkTrend';
import { accuracyText } from '../../../src/shared/comparing/differenceRows';
import { formatCount } from '../../../src/shared/text/format';
import type { ListedRunRow } from '../../../src/shared/protocols/overviewProtocol';
import '../figures/isb-line-plot';
import type { LinePlot } from '../figures/isb-line-plot';
import { linkStyles } from '../kit/linkStyles';
import { plainTableStyles } from '../kit/plainTableStyles';
import { modelLook } from '../figures/plotColors';
import { plotsStyles } from '../figures/plotsStyles';
import { sharedStyles } from '../kit/styles';
import { button, dropdown } from '../kit/toolkit';
import { readoutText, trendBenchmarks, trendView, type TrendPlot, type TrendView } from './trendView';

const everyModel = '';

/** Fires `run-open` (detail: the id of a run), `benchmark-chosen` (detail: a name) and `trend-close`. */
@customElement('isb-trend')
export class IsbTrend extends LitElement {
  @property({ attribute: false }) rows: readonly ListedRunRow[] = [];
  @property() benchmark = '';

  /** The model that is shown alone; empty for all. */
  @state() private chosen = everyModel;
  /** The plot and the run under the pointer. */
  @state() private pointed: { plot: number; place: number } | null = null;
  private view: TrendView | null = null;
  /** Kept, as a plot is drawn anew when it is another one. */
  private plots: LinePlot[] = [];

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('header > vscode-button')?.focus());
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!(changed.has('rows') || changed.has('benchmark') || changed.has('chosen'))) return;
    const view = trendView(this.rows, this.benchmark);
    if (!view.trends.some(({ model }) => model === this.chosen)) this.chosen = everyModel;
    this.view = view;
    this.plots = view.plots.map((plot) => this.linePlot(view, plot));
    this.pointed = null;
  }

  override render(): unknown {
    const { view } = this;
    if (!view) return nothing;
    const benchmarks = trendBenchmarks(this.rows);
    return html`<header>
        <h1>Trend</h1>
        ${dropdown({
          label: 'Benchmark',
          value: this.benchmark,
          choices: benchmarks.map(({ name, runs }) => ({ value: name, label: `${name} (${formatCount(runs)})` })),
          onChange: (name) => this.tell('benchmark-chosen', name),
        })}
        ${dropdown({
          label: 'Models',
          value: this.chosen,
          choices: [
            { value: everyModel, label: 'all models' },
            ...view.trends.map(({ model }, at) => ({ value: model, label: view.titles[at]! })),
          ],
          onChange: (model) => (this.chosen = model),
        })}
        <span class="spacer"></span>
        ${button({ label: 'All Runs', title: 'Back to the table of all runs', onClick: () => this.tell('trend-close', '') })}
      </header>
      <main>
        ${view.runs.length < 2 ? html`<p class="muted">There is only one run of this benchmark so far: run it again to see how its figures change.</p>` : nothing}
        <ul class="legend" aria-label="Models">
          ${view.titles.map((title, at) => this.renderLegend(view.trends[at]!, title, at))}
        </ul>
        <div class="plots">${view.plots.map((plot, at) => this.renderPlot(view, plot, at))}</div>
        <p class="muted note">Runs in order of time, equally far apart. A click on a run in a plot opens it.</p>
        ${view.trends.map((trend, at) => (this.isShown(trend) ? this.renderTable(view, trend, at) : nothing))}
      </main>`;
  }

  private renderLegend(trend: ModelTrend, title: string, at: number): unknown {
    if (!this.isShown(trend)) return nothing;
    const { color, dash } = modelLook(at);
    return html`<li>
      <i class="model${color} dash${dash}" aria-hidden="true"></i>${title}
      ${trend.isSimulated ? html`<span class="badge simulated" title="This model does not exist. Its figures are made up.">simulated</span>` : nothing}
    </li>`;
  }

  private renderPlot(view: TrendView, plot: TrendPlot, at: number): TemplateResult {
    const place = this.pointed?.plot === at ? this.pointed.place : null;
    const shown = { ...plot, lines: plot.lines.filter((_, line) => this.isShown(view.trends[line]!)) };
    return html`<section aria-label=${plot.name}>
      <h2 title=${plot.definition}>${plot.name}</h2>
      ${
        shown.lines.every(({ values }) => values.every((value) => value === null))
          ? html`<p class="muted none">Not known of any run.</p>`
          : html`<isb-line-plot
              .plot=${this.plots[at]!}
              @place-pointed=${(event: CustomEvent<number | null>) => (this.pointed = event.detail === null ? null : { plot: at, place: event.detail })}
              @place-chosen=${(event: CustomEvent<number>) => this.tell('run-open', view.runs[event.detail]!.id)}
            ></isb-line-plot>`
      }
      <p class="readout muted figure" aria-hidden="true">${place === null ? '' : readoutText(view, shown, place)}</p>
    </section>`;
  }

  private renderTable(view: TrendView, trend: ModelTrend, at: number): TemplateResult {
    const when = new Map(view.runs.map((run) => [run.id, run.when]));
    return html`<section class="table">
      <h2>${view.titles[at]}</h2>
      <div class="wide">
        <table aria-label="${view.titles[at]}: all runs, oldest first">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col" class="number" title="Tests with a verdict of right or wrong">Judged</th>
              <th scope="col" class="number" title=${view.plots[0]!.definition}>Accuracy (95%)</th>
              <th scope="col" class="number" title=${view.plots[1]!.definition}>Total p50</th>
              <th scope="col" class="number" title=${view.plots[2]!.definition}>Cost</th>
              <th scope="col">How</th>
            </tr>
          </thead>
          <tbody>
            ${trend.points.map(
              (point) =>
                html`<tr>
                  <th scope="row">
                    <button class="link" title="Open this run" @click=${() => this.tell('run-open', point.run)}>
                      ${when.get(point.run)}
                    </button>
                  </th>
                  <td class="number">${judgedText(point)}</td>
                  <td class="number">${accuracyText({ share: point.accuracy, interval: point.interval })}</td>
                  <td class="number">${trendTotalText(point)}</td>
                  <td class="number">${trendCostText(point, trend)}</td>
                  <td>${trendHowText(point)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  private linePlot(view: TrendView, plot: TrendPlot): LinePlot {
    const isAlone = this.chosen !== everyModel || view.trends.length === 1;
    const lines = plot.lines.flatMap(({ values, intervals }, at) =>
      this.isShown(view.trends[at]!) ? [{ values, intervals: isAlone ? intervals : null, look: at }] : [],
    );
    return {
      label: `${plot.name} of ${formatCount(view.runs.length)} runs over time; the figures are in the tables.`,
      ticks: view.runs.map(({ tick }) => tick),
      lines,
      format: plot.format,
      most: plot.most,
    };
  }

  private isShown({ model }: ModelTrend): boolean {
    return this.chosen === everyModel || this.chosen === model;
  }

  private tell(name: string, detail: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  static override styles = [
    sharedStyles,
    linkStyles,
    plainTableStyles,
    plotsStyles,
    css`
      :host {
        flex: 1 1 0;
        min-height: 0;
        overflow: auto;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding: 10px 16px;
      }
      .spacer {
        flex: 1 1 0;
      }
      h1 {
        font-size: 16px;
        font-weight: 600;
      }
      h2 {
        font-size: 14px;
        font-weight: 600;
      }
      main {
        padding: 0 16px 32px;
      }
      main > p {
        margin-bottom: 8px;
      }
      .plots {
        grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
        margin-top: 10px;
      }
      .none {
        min-height: 200px;
        padding-top: 80px;
        text-align: center;
      }
      .table {
        margin-top: 14px;
      }
      th,
      td {
        padding: 3px 18px 3px 0;
        font-weight: 400;
        border-bottom-color: color-mix(in srgb, var(--isb-border) 50%, transparent);
      }
      thead th {
        font-size: 11px;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-trend': IsbTrend;
  }
}
