// Lines over a row of things in order, drawn with uPlot: a mark for each value, a click chooses the thing. Knows nothing of what they are.

import { css, html, LitElement, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type uPlot from 'uplot';
import uplotStyles from 'uplot/dist/uPlot.min.css';
import type { Interval } from '../../../src/shared/statistics/proportions';
import { axisLook, dashes, modelLook, readPlotColors, type PlotColors } from './plotColors';
import { PlotRoom } from './plotRoom';
import { sharedStyles } from '../kit/styles';

interface PlotLine {
  /** The values by place; null leaves a gap that the line spans. */
  values: readonly (number | null)[];
  /** Drawn as bars through the marks. */
  intervals: readonly (Interval | null)[] | null;
  /** Which color and dash: see `modelLook`. */
  look: number;
}

export interface LinePlot {
  /** What a screen reader is told; the figures themselves must be in a table beside it. */
  label: string;
  /** Below the axis, by place. */
  ticks: readonly string[];
  lines: readonly PlotLine[];
  format: (value: number) => string;
  /** The upper end of the axis; null for one that fits. */
  most: number | null;
}

const height = 200;

/** Fires `place-pointed` (detail: a place, or null when the pointer has left) and `place-chosen`. */
@customElement('isb-line-plot')
export class IsbLinePlot extends LitElement {
  @property({ attribute: false }) plot: LinePlot | null = null;

  @query('.plot') private readonly host!: HTMLElement;
  private drawn: uPlot | null = null;
  private pointed: number | null = null;
  private readonly room = new PlotRoom(
    this,
    () => this.host,
    () => this.draw(),
  );

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.drawn?.destroy();
    this.drawn = null;
  }

  override updated(): void {
    this.draw();
  }

  override render(): unknown {
    return html`<div
      class="plot"
      role="img"
      aria-label=${this.plot?.label ?? ''}
      @click=${() => this.pointed !== null && this.tell('place-chosen', this.pointed)}
    ></div>`;
  }

  private tell(name: string, place: number | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail: place }));
  }

  private draw(): void {
    this.drawn?.destroy();
    this.drawn = null;
    const { plot } = this;
    const { width, maker: Plot, problem } = this.room;
    if (problem !== '') this.host.textContent = problem;
    if (!plot || !Plot || width === 0 || !this.isConnected || plot.ticks.length === 0) return;
    const colors = readPlotColors(this);
    const places = plot.ticks.map((_, place) => place);
    const data: uPlot.AlignedData = [places, ...plot.lines.map(({ values }) => [...values])];
    this.drawn = new Plot(
      optionsOf(plot, width, colors, (place) => this.point(place)),
      data,
      this.host,
    );
  }

  private point(place: number | null): void {
    if (place === this.pointed) return;
    this.pointed = place;
    this.host.classList.toggle('pointing', place !== null);
    this.tell('place-pointed', place);
  }

  static override styles = [
    sharedStyles,
    unsafeCSS(uplotStyles),
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .plot {
        min-height: 200px;
        overflow: hidden;
      }
      .plot.pointing {
        cursor: pointer;
      }
      .u-hz .u-cursor-x {
        border-right: 1px dashed var(--isb-muted);
      }
    `,
  ];
}

function optionsOf(
  plot: LinePlot,
  width: number,
  colors: PlotColors,
  onPlace: (place: number | null) => void,
): uPlot.Options {
  const series = plot.lines.map((line) => seriesOf(line, colors));
  return {
    width,
    height,
    legend: { show: false },
    cursor: {
      drag: { x: false, y: false },
      y: false,
      points: { size: 9, fill: (_plot, at) => colorOf(plot.lines[at - 1]!, colors) },
    },
    // From 0, as half the height should be half the figure.
    scales: {
      x: { time: false, range: [-0.4, plot.ticks.length - 1 + 0.4] },
      y: { range: [0, plot.most === null ? highestOf(plot) * 1.1 || 1 : plot.most * 1.03] },
    },
    axes: axesOf(plot, width, colors),
    series: [{}, ...series],
    hooks: {
      draw: [(drawn) => drawIntervals(drawn, plot.lines, colors)],
      setCursor: [({ cursor }) => onPlace((cursor.left ?? -1) < 0 ? null : (cursor.idx ?? null))],
    },
  };
}

function highestOf({ lines }: LinePlot): number {
  const values = lines.flatMap((line) => line.values.map((value) => value ?? 0));
  const ends = lines.flatMap(({ intervals }) => (intervals ?? []).map((interval) => interval?.high ?? 0));
  return Math.max(0, ...values, ...ends);
}

function axesOf(plot: LinePlot, width: number, colors: PlotColors): uPlot.Axis[] {
  const look = axisLook(colors);
  const everyNth = Math.max(1, Math.ceil(plot.ticks.length / Math.max(1, Math.floor((width - 60) / 64))));
  return [
    {
      ...look,
      size: 26,
      splits: () => plot.ticks.flatMap((_, place) => (place % everyNth === 0 ? [place] : [])),
      values: (_plot, splits) => splits.map((place) => plot.ticks[place] ?? ''),
    },
    {
      ...look,
      size: (_plot, values) => 16 + Math.max(24, ...(values ?? []).map((value) => value.length * 6.6)),
      values: (_plot, splits) =>
        splits.map((split) => (plot.most !== null && split > plot.most ? '' : plot.format(split))),
    },
  ];
}

function colorOf(line: PlotLine, colors: PlotColors): string {
  return colors.models[modelLook(line.look).color]!;
}

function seriesOf(line: PlotLine, colors: PlotColors): uPlot.Series {
  const { dash } = modelLook(line.look);
  const stroke = colorOf(line, colors);
  return {
    stroke,
    width: 1.5,
    dash: dashes[dash]!,
    spanGaps: true,
    points: { show: true, size: 6, stroke, fill: dash === 0 ? stroke : colors.background },
  };
}

function drawIntervals(drawn: uPlot, lines: readonly PlotLine[], colors: PlotColors): void {
  const { ctx } = drawn;
  const reach = 4 * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  for (const { intervals, look } of lines) {
    ctx.strokeStyle = colors.models[modelLook(look).color]!;
    ctx.beginPath();
    intervals?.forEach((interval, place) => {
      if (!interval) return;
      const x = drawn.valToPos(place, 'x', true);
      const [low, high] = [drawn.valToPos(interval.low, 'y', true), drawn.valToPos(interval.high, 'y', true)];
      ctx.moveTo(x, low);
      ctx.lineTo(x, high);
      for (const end of [low, high]) {
        ctx.moveTo(x - reach, end);
        ctx.lineTo(x + reach, end);
      }
    });
    ctx.stroke();
  }
  ctx.restore();
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-line-plot': IsbLinePlot;
  }
}
