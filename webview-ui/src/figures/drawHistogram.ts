// Draws histograms with uPlot: each model in a lane of its own beside its name, all on the same times and the same scale of counts. A model that
// is alone has the numbers of tests at its side.

import type uPlot from 'uplot';
import { formatCount, formatDuration } from '../../../src/shared/text/format';
import { logTicks } from './histogram';
import type { Histogram } from './histogram';
import { endOfName } from './endOfName';
import { axisLook, modelLook, type PlotColors } from './plotColors';
import type { PlotMaker } from './plotMaker';

/** How much of its lane the highest bin takes. */
const laneShare = 0.88;
/** Room for a name, as a share of the plot and in CSS px. */
const nameShare = 0.36;
const mostNamePixels = 210;
/** Between a name and its lane, CSS px. */
const nameGap = 12;

interface DrawnHistogram {
  histogram: Histogram;
  /** One for each list of counts: the model's place in the run, which decides its color, and its name. */
  lanes: readonly { place: number; title: string }[];
  /** Called with the bin under the pointer; null for none. */
  onBin(bin: number | null): void;
}

/** `width` and `height` in CSS px. The caller destroys what is returned. */
export function drawHistogram(
  Plot: PlotMaker,
  host: HTMLElement,
  { histogram, lanes, onBin }: DrawnHistogram,
  width: number,
  height: number,
  colors: PlotColors,
): uPlot {
  const { edges, counts, isLog } = histogram;
  const isSingle = lanes.length === 1;
  const most = Math.max(1, ...counts.flat());
  const baseOf = (at: number): number => (isSingle ? 0 : lanes.length - 1 - at);
  const heightOf = (count: number): number => (isSingle ? count : (laneShare * count) / most);
  return new Plot(
    {
      width,
      height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, distr: isLog ? 3 : 1, range: [edges[0]!, edges.at(-1)!] },
        y: { range: [0, isSingle ? Math.max(1, most * 1.08) : lanes.length] },
      },
      axes: [timeAxis(histogram, colors), isSingle ? countAxis(colors) : nameAxis(lanes, width, colors)],
      series: [{}, ...lanes.map(({ place }, at) => laneOf(Plot, place, baseOf(at), colors))],
      hooks: { setCursor: [(plot) => onBin(binUnder(plot, edges))] },
    },
    // A step holds from its edge to the next one; after the last edge there is nothing.
    [edges, ...counts.map((own, at) => [...own, 0].map((count) => baseOf(at) + heightOf(count)))],
    host,
  );
}

function timeAxis({ edges, isLog }: Histogram, colors: PlotColors): uPlot.Axis {
  const logarithmic = (): uPlot.Axis => ({
    splits: logTicks(edges[0]!, edges.at(-1)!),
    filter: (_plot, splits) => splits,
  });
  return {
    ...axisLook(colors),
    size: 30,
    space: 60,
    ...(isLog ? logarithmic() : {}),
    values: (_plot, splits) => splits.map((split) => (split === null ? null : formatDuration(split))),
  };
}

function countAxis(colors: PlotColors): uPlot.Axis {
  return {
    ...axisLook(colors),
    size: 38,
    incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    values: (_plot, splits) => splits.map((split) => formatCount(split)),
  };
}

/** `width` of the whole plot, CSS px. */
function nameAxis(lanes: DrawnHistogram['lanes'], width: number, colors: PlotColors): uPlot.Axis {
  const size = Math.min(mostNamePixels, Math.round(width * nameShare));
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = colors.font;
  const names = lanes.map(({ title }) => endOfName(title, size - nameGap, (text) => context.measureText(text).width));
  return {
    ...axisLook(colors),
    stroke: colors.foreground,
    grid: { show: false },
    ticks: { show: false },
    size,
    splits: lanes.map((_, at) => lanes.length - 1 - at + laneShare / 2),
    filter: (_plot, splits) => splits,
    values: () => names,
  };
}

/** The steps of the model at a place in the run, filled down to the base of its lane. */
function laneOf(Plot: PlotMaker, place: number, base: number, colors: PlotColors): uPlot.Series {
  const stroke = colors.models[modelLook(place).color]!;
  const stepped = Plot.paths.stepped?.({ align: 1 });
  return {
    stroke,
    width: 1.5,
    points: { show: false },
    ...(stepped ? { paths: stepped } : {}),
    fill: fade(stroke),
    fillTo: base,
  };
}

function binUnder(plot: uPlot, edges: readonly number[]): number | null {
  const { left } = plot.cursor;
  if (left === undefined || left < 0) return null;
  const value = plot.posToVal(left, 'x');
  const above = edges.findIndex((edge) => edge > value);
  return above <= 0 ? null : above - 1;
}

function fade(color: string): string {
  return color.startsWith('rgb(') ? color.replace('rgb(', 'rgba(').replace(')', ', 0.25)') : color;
}
