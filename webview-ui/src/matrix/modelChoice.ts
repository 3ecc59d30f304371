// Which models of a run are shown and in which order: what the user chose, and the rows that follow from it. Pure.

import type { FigureColumn, FigureRow } from '../figures/figureColumn';
import type { FigureOrder } from '../kit/figureOrder';
import { sortedRows } from '../kit/sortedRows';

/** Models are named by their canonical strings; names that the run does not have mean nothing. */
export interface ModelChoice {
  hidden: readonly string[];
  /** Always first, in the order in which they were pinned. */
  pinned: readonly string[];
  /** An order by hand, which holds where `sort` is null; models that it does not name come after it, as in the run. */
  byHand: readonly string[];
  /** Null is the order of the run, or that by hand. */
  sort: FigureOrder | null;
}

export const allModels: ModelChoice = { hidden: [], pinned: [], byHand: [], sort: null };

/** The places of the models in the run, from 0, in the order in which they are listed; hidden ones too. */
export function listedModels(
  models: readonly string[],
  choice: ModelChoice,
  figures: { rows: readonly FigureRow[]; columns: readonly FigureColumn[] },
): number[] {
  const { sort } = choice;
  const names = figures.columns.some(({ id }) => id === sort?.id)
    ? sortedRows(figures.rows, figures.columns, sort).map(({ model }) => model.model)
    : [...choice.byHand, ...models];
  const places = new Map(models.map((model, place) => [model, place]));
  const listed = [...new Set([...choice.pinned, ...names, ...models])];
  return listed.flatMap((model) => places.get(model) ?? []);
}

/** Of those listed, the ones that are not hidden. */
export function shownModels(listed: readonly number[], models: readonly string[], choice: ModelChoice): number[] {
  return listed.filter((row) => !choice.hidden.includes(models[row]!));
}

/** Shows or hides a model. The last one that is shown stays. */
export function withHidden(
  choice: ModelChoice,
  models: readonly string[],
  model: string,
  isHidden: boolean,
): ModelChoice {
  const hidden = choice.hidden.filter((one) => one !== model);
  if (!isHidden) return { ...choice, hidden };
  const isLast = models.every((one) => one === model || hidden.includes(one));
  return isLast ? choice : { ...choice, hidden: [...hidden, model] };
}

export function withPinned(choice: ModelChoice, model: string, isPinned: boolean): ModelChoice {
  const pinned = choice.pinned.filter((one) => one !== model);
  return { ...choice, pinned: isPinned ? [...pinned, model] : pinned };
}

/**
 * Moves a model one place up (-1) or down (1) in the list `listed`, which is then the order by hand. Pinned ones stay before the others:
 * beyond that border nothing moves.
 */
export function withMoved(choice: ModelChoice, listed: readonly string[], model: string, step: -1 | 1): ModelChoice {
  const from = listed.indexOf(model);
  const other = listed[from + step];
  const isPinned = (name: string): boolean => choice.pinned.includes(name);
  if (from < 0 || other === undefined || isPinned(other) !== isPinned(model)) return choice;
  const swapped = listed.map((name) => (name === model ? other : name === other ? model : name));
  return { ...choice, sort: null, byHand: swapped, pinned: swapped.filter(isPinned) };
}
