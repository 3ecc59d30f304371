// The colors of plots: a canvas can't read CSS variables, so they are read from the theme through a probe element.

import type uPlot from 'uplot';

export interface PlotColors {
  foreground: string;
  muted: string;
  grid: string;
  background: string;
  /** The colors of models, in turn; every further round has another dash. */
  models: string[];
  font: string;
}

/** The colors of models as CSS knows them; `isb-plots` has a class for each, `model0` and so on. */
const modelTokens = [
  '--isb-chart-blue',
  '--isb-chart-orange',
  '--isb-chart-green',
  '--isb-chart-purple',
  '--isb-chart-red',
  '--isb-chart-yellow',
  '--isb-foreground',
] as const;

/** Solid, dashed, dotted: models are told apart without their colors. */
export const dashes: readonly number[][] = [[], [7, 4], [2, 3]];

/** Which color and which dash the model at a place has. */
export function modelLook(place: number): { color: number; dash: number } {
  return { color: place % modelTokens.length, dash: place % dashes.length };
}

/** How an axis is drawn, the same in every plot. */
export function axisLook({ muted, font, grid }: PlotColors): uPlot.Axis {
  return { stroke: muted, font, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1, size: 4 } };
}

/** `host` lends its shadow root for reading. */
export function readPlotColors(host: HTMLElement): PlotColors {
  const probe = document.createElement('span');
  (host.shadowRoot ?? host).append(probe);
  const read = (value: string): string => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const colors = {
    foreground: read('var(--isb-foreground)'),
    muted: read('var(--isb-muted)'),
    grid: read('color-mix(in srgb, var(--isb-foreground) 14%, transparent)'),
    background: read('var(--isb-background)'),
    models: modelTokens.map((token) => read(`var(${token})`)),
    font: `11px ${getComputedStyle(host).fontFamily}`,
  };
  probe.remove();
  return colors;
}
