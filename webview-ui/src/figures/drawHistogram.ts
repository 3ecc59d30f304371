// Draws a histogram with uPlot: an outline for each model, or one model filled.

import uPlot from 'uplot';
import { formatCount, formatDuration } from '../../../src/shared/text/format';
import { logTicks } from './histogram';
import type { Histogram } from './histogram';
import { axisLook, dashes, modelLook, type PlotColors } from './plotColors';

interface DrawnHistogram {
  histogram: Histogram;
  /** The place of each model in the run, one for each list of counts. */
  places: readonly number[];
  /** Called with the bin under the pointer; null for none. */
  onBin(bin: number | null): void;
}

/** `width` and `height` in CSS px. The caller destroys what is returned. */
export function drawHistogram(
  host: HTMLElement,
  { histogram, places, onBin }: DrawnHistogram,
  width: number,
  height: number,
  colors: PlotColors,
): uPlot {
  const { edges, counts, isLog } = histogram;
  return new uPlot(
    {
      width,
      height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, distr: isLog ? 3 : 1, range: [edges[0]!, edges.at(-1)!] },
        y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.08)] },
      },
      axes: axesOf(histogram, colors),
      series: [{}, ...places.map((place) => outlineOf(place, counts.length === 1, colors))],
      hooks: { setCursor: [(plot) => onBin(binUnder(plot, edges))] },
    },
    // A step holds from its edge to the next one; after the last edge there is nothing.
    [edges, ...counts.map((own) => [...own, 0])],
    host,
  );
}

function axesOf({ edges, isLog }: Histogram, colors: PlotColors): uPlot.Axis[] {
  const look = axisLook(colors);
  const logarithmic: uPlot.Axis = { splits: logTicks(edges[0]!, edges.at(-1)!), filter: (_plot, splits) => splits };
  return [
    {
      ...look,
      size: 30,
      space: 60,
      ...(isLog ? logarithmic : {}),
      values: (_plot, splits) => splits.map((split) => (split === null ? null : formatDuration(split))),
    },
    {
      ...look,
      size: 38,
      incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
      values: (_plot, splits) => splits.map((split) => formatCount(split)),
    },
  ];
}

/** The outline of the model at a place in the run, filled where it is the only one. */
function outlineOf(place: number, isOnly: boolean, colors: PlotColors): uPlot.Series {
  const { color, dash } = modelLook(place);
  const stroke = colors.models[color]!;
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  return {
    stroke,
    width: 1.5,
    dash: dashes[dash]!,
    points: { show: false },
    ...(stepped ? { paths: stepped } : {}),
    ...(isOnly ? { fill: fade(stroke) } : {}),
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
