// Which model of a run did best, for lists that have room for one. Pure.

import type { ModelSummary } from './runManifest';

/** The model with the highest accuracy; of equals the one with the lowest average total, then the first. Null when none was judged. */
export function topModel(models: readonly ModelSummary[]): ModelSummary | null {
  let top: ModelSummary | null = null;
  for (const model of models) {
    if (model.accuracy !== null && (top === null || isBetter(model, top))) top = model;
  }
  return top;
}

function isBetter(model: ModelSummary, than: ModelSummary): boolean {
  if (model.accuracy !== than.accuracy) return (model.accuracy ?? 0) > (than.accuracy ?? 0);
  return (model.averageTotal ?? Infinity) < (than.averageTotal ?? Infinity);
}
