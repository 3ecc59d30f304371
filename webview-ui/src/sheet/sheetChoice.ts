// Which models of a sheet are to run.

import type { SheetModel } from '../../../src/shared/protocols/sheetProtocol';
import { counted } from '../../../src/shared/text/counted';

/** The models left out, canonical strings, after a model was chosen or left out. */
export function leftOutAfter(models: readonly SheetModel[], changed: string, isChosen: boolean): string[] {
  return models.filter((one) => !(one.model === changed ? isChosen : one.isChosen)).map(({ model }) => model);
}

/** The same models with the choice in them, before the host has estimated them anew. */
export function withChoice(models: readonly SheetModel[], leftOut: readonly string[]): SheetModel[] {
  return models.map((one) => ({ ...one, isChosen: !leftOut.includes(one.model) }));
}

/** What the button says: `Run`, `Run 1 of 3 Models`. */
export function runLabel(models: readonly SheetModel[]): string {
  const chosen = models.filter(({ isChosen }) => isChosen).length;
  return chosen === models.length ? 'Run' : `Run ${chosen} of ${counted(models.length, 'Model')}`;
}
