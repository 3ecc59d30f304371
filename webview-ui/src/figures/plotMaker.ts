// uPlot, which draws the plots. It is loaded when a page has its first one: most pages never have any.

import type uPlot from 'uplot';

export type PlotMaker = typeof uPlot;

let loading: Promise<PlotMaker> | null = null;

/** Rejects where it can't be loaded, for example because the extension has been updated under an open page. */
export function loadPlotMaker(): Promise<PlotMaker> {
  return (loading ??= import('uplot').then((module) => module.default));
}
