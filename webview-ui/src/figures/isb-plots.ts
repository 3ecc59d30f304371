// The plots of a run: how TTFT and total spread, and the Pareto plot. What they show is in the table of figures as well.

import { html, LitElement, nothing, unsafeCSS } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import uplotStyles from 'uplot/dist/uPlot.min.css';
import { timedTests } from '../../../src/shared/run/machines';
import { formatCost, formatCount, formatDuration, formatPercent } from '../../../src/shared/text/format';
import { drawHistogram } from './drawHistogram';
import { drawPareto } from './drawPareto';
import type { FigureRow } from './figureColumn';
import { timedRows, wholeRows } from './figuresTable';
import { histogramOf } from './histogram';
import { paretoText, paretoView, firstAxis, hasTimes } from './paretoView';
import type { ParetoAxis, ParetoPoint, ParetoView } from './paretoView';
import { readPlotColors } from './plotColors';
import { PlotRoom } from './plotRoom';
import { plotsStyles } from './plotsStyles';
import { sharedStyles } from '../kit/styles';
import { dropdown } from '../kit/toolkit';

const leastHeight = 240;
/** Of a model in the histogram, with room for its name. */
const laneHeight = 21;
/** Of the axis of times. */
const axisHeight = 44;
const everyModel = '';

@customElement('isb-plots')
export class IsbPlots extends LitElement {
  /** The rows in the order of the run. */
  @property({ attribute: false }) rows: readonly FigureRow[] = [];

  /** Models that the plots leave out, by their canonical strings; the table has them all. */
  @property({ attribute: false }) leftOut: readonly string[] = [];

  @state() private measure: 'ttft' | 'total' = 'total';
  /** The model whose times are shown; empty for all. */
  @state() private chosen = everyModel;
  @state() private chosenAxis: ParetoAxis | null = null;

  @query('.histogram .plot') private readonly histogramHost!: HTMLElement;
  @query('.histogram .readout') private readonly binReadout!: HTMLElement;
  @query('.pareto .plot') private readonly paretoHost!: HTMLElement;
  @query('.pareto .readout') private readonly pointReadout!: HTMLElement;

  private plots: uPlot[] = [];
  private readonly room = new PlotRoom(
    this,
    () => this.histogramHost,
    () => this.draw(),
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clear();
  }

  override updated(): void {
    this.draw();
  }

  override render(): unknown {
    const view = paretoView(this.placed, this.axis);
    return html`<div class="plots">${this.renderHistogram()}${this.renderPareto(view)}</div>`;
  }

  private renderHistogram(): TemplateResult {
    const shown = this.shownRows();
    const name = this.measure === 'ttft' ? 'TTFT' : 'total';
    const titles = shown.map(({ title }) => title).join(', ');
    return html`<section class="histogram" aria-label="How ${name} spreads">
      <div class="head">
        <h3>How times spread</h3>
        ${dropdown({
          label: 'Which time',
          value: this.measure,
          choices: [
            { value: 'total', label: 'total' },
            { value: 'ttft', label: 'TTFT' },
          ],
          onChange: (measure) => (this.measure = measure),
        })}
        ${dropdown({
          label: 'Whose times',
          value: this.chosen,
          choices: [
            { value: everyModel, label: 'all models' },
            ...this.timed.map(({ model, title }) => ({ value: model.model, label: title })),
          ],
          onChange: (model) => (this.chosen = model),
        })}
      </div>
      <div
        class="plot"
        role="img"
        aria-label="Histogram of ${name}, judged tests of ${titles}; the figures are in the table."
      ></div>
      <p class="readout muted figure" aria-hidden="true"></p>
    </section>`;
  }

  private renderPareto(view: ParetoView): TemplateResult {
    return html`<section class="pareto" aria-label="Pareto plot">
      <div class="head">
        <h3
          title="A model is on the front when no other is at least as good in mean total, mean cost of a test and accuracy, and better in one of them."
        >
          Pareto: accuracy against
        </h3>
        ${dropdown({
          label: 'Against what',
          value: this.axis,
          choices: [
            { value: 'time', label: 'time (mean total)' },
            { value: 'cost', label: 'cost (mean of a test)' },
          ],
          onChange: (axis) => (this.chosenAxis = axis),
        })}
      </div>
      <div class="plot" role="img" aria-label=${paretoText(view, this.axis)}></div>
      <p class="readout muted figure" aria-hidden="true"></p>
      <p class="muted note">
        ${view.points.length === 0 ? `No model has both ${this.axis} and accuracy.` : html`Filled: nobody beats it in ${hasTimes(this.placed) ? 'time, ' : ''}cost and accuracy together. Hollow: somebody does. The line joins those that nobody beats in the two that are drawn.`}
        ${view.unplaced.length === 0 ? nothing : html`<br />n/a: ${view.unplaced.map(({ title, unknown }) => `${title} (${unknown} not known)`).join(', ')}`}
      </p>
    </section>`;
  }

  private get axis(): ParetoAxis {
    return this.chosenAxis ?? firstAxis(this.placed);
  }

  private shownRows(): readonly FigureRow[] {
    const one = this.timed.filter(({ model }) => model.model === this.chosen);
    return one.length > 0 ? one : this.timed;
  }

  /** All where all would be left out. */
  private get plotted(): readonly FigureRow[] {
    const rows = this.rows.filter(({ model, part }) => !this.leftOut.includes(part?.of ?? model.model));
    return rows.length > 0 ? rows : this.rows;
  }

  /** Whose times spread: of a model that several machines have asked, each machine's. */
  private get timed(): readonly FigureRow[] {
    return timedRows(this.plotted);
  }

  /** What has a place beside other models: no times of one machine beside those of another. */
  private get placed(): readonly FigureRow[] {
    return wholeRows(this.plotted);
  }

  private placeOf(model: string): number {
    return this.rows.findIndex((row) => row.model.model === model);
  }

  /** The times of judged tests, ms; none where several machines measured them. */
  private timesOf(model: string): number[] {
    const tests = this.rows[this.placeOf(model)]?.model.tests ?? [];
    return timedTests(tests).flatMap(({ timings }) => timings?.[this.measure] ?? []);
  }

  private draw(): void {
    this.clear();
    const { width, maker: Plot, problem } = this.room;
    if (problem !== '') this.binReadout.textContent = problem;
    if (!Plot || width === 0 || !this.isConnected) return;
    const colors = readPlotColors(this);
    const shown = this.shownRows();
    const height = Math.max(leastHeight, shown.length * laneHeight + axisHeight);
    const histogram = histogramOf(shown.map(({ model }) => this.timesOf(model.model)));
    this.binReadout.textContent = histogram ? '' : `No judged test has a ${this.measure === 'ttft' ? 'TTFT' : 'time'}.`;
    if (histogram) {
      const onBin = (bin: number | null): void => {
        const counts = shown.flatMap(({ title }, at) =>
          bin !== null && histogram.counts[at]![bin]! > 0
            ? [`${title} ${formatCount(histogram.counts[at]![bin]!)}`]
            : [],
        );
        this.binReadout.textContent =
          bin === null
            ? ''
            : `${formatDuration(histogram.edges[bin]!)} to ${formatDuration(histogram.edges[bin + 1]!)}: ${counts.join(', ') || 'none'}`;
      };
      this.plots.push(
        drawHistogram(
          Plot,
          this.histogramHost,
          { histogram, lanes: shown.map(({ model, title }) => ({ place: this.placeOf(model.model), title })), onBin },
          width,
          height,
          colors,
        ),
      );
    }
    const view = paretoView(this.placed, this.axis);
    if (view.points.length === 0) return;
    const onPoint = (point: ParetoPoint | null): void => {
      this.pointReadout.textContent = point
        ? `${point.title}: ${formatPercent(point.y)}, ${this.axis === 'time' ? formatDuration(point.x) : formatCost(point.x)}${point.isOnFront ? '' : `; beaten by ${point.beatenBy.join(', ')}`}`
        : '';
    };
    this.plots.push(drawPareto(Plot, this.paretoHost, view, this.axis, width, height, colors, onPoint));
  }

  private clear(): void {
    for (const plot of this.plots) plot.destroy();
    this.plots = [];
  }

  static override styles = [unsafeCSS(uplotStyles), sharedStyles, plotsStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-plots': IsbPlots;
  }
}
