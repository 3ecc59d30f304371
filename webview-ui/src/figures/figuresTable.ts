// The table of a run's figures, models as rows: its rows, their order, and the same as CSV. Pure; the figures are those of `modelStats` and
// `modelDetails`, of the whole run.

import { modelDetails } from '../../../src/shared/figures/modelDetails';
import { testsByMachine } from '../../../src/shared/run/machines';
import { reviewAgreement } from '../../../src/shared/figures/reviewAgreement';
import { modelStats } from '../../../src/shared/figures/runStats';
import type { ModelState, RunState } from '../../../src/shared/run/runState';
import { csvLine } from '../../../src/shared/text/csvLine';
import { modelTitle } from '../../../src/shared/words/testText';
import { machineName } from '../../../src/shared/words/machineWords';
import { bestRows } from './confusionHeat';
import type { FigureColumn, FigureRow } from './figureColumn';

/** A row a model, and behind one that several machines have asked a row for each of them. */
export function figureRows(run: RunState): FigureRow[] {
  return run.models.flatMap((model) => [
    rowOf(model, modelTitle(model), run),
    ...testsByMachine(model, run).map(({ machine, number, tests }) => ({
      ...rowOf(
        { ...model, model: `${model.model} on ${machine}`, tests },
        `${modelTitle(model)} on ${machineName(number)}`,
        run,
      ),
      part: { machine: number, of: model.model },
    })),
  ]);
}

/** The rows of models as a whole. */
export function wholeRows(rows: readonly FigureRow[]): FigureRow[] {
  return rows.filter(({ part }) => !part);
}

/** The rows whose times make figures: in place of one that several machines have asked those of each. */
export function timedRows(rows: readonly FigureRow[]): FigureRow[] {
  const split = new Set(rows.map(({ part }) => part?.of));
  return rows.filter(({ part, model }) => part !== undefined || !split.has(model.model));
}

/**
 * The rows with the best value of a column: of the models as a whole. Where none of them has one, as with times of several machines, the best of
 * each machine.
 */
export function bestOfColumn(
  rows: readonly FigureRow[],
  { value, compared, isLowerBetter }: FigureColumn,
): ReadonlySet<number> {
  const values = rows.map((row) => {
    const known = compared ? compared(row) : value(row);
    return typeof known === 'number' ? known : null;
  });
  const bestOf = (machine: number | undefined): ReadonlySet<number> =>
    bestRows(
      values.map((known, at) => (rows[at]!.part?.machine === machine ? known : null)),
      isLowerBetter,
    );
  if (rows.some(({ part }, at) => !part && values[at] !== null)) return bestOf(undefined);
  const machines = new Set(rows.flatMap(({ part }) => part?.machine ?? []));
  return new Set([...machines].flatMap((machine) => [...bestOf(machine)]));
}

function rowOf(model: ModelState, title: string, { prompts }: RunState): FigureRow {
  const { tests } = model;
  return {
    model,
    title,
    stats: modelStats(tests),
    details: modelDetails(tests, prompts),
    reviews: reviewAgreement(tests),
  };
}

/** RFC 4180: a line per model, unknown is empty. Numbers are in the unit that the header names, not rounded for people. */
export function figuresCsv(rows: readonly FigureRow[], columns: readonly FigureColumn[]): string {
  const fields = columns.flatMap(({ id, value, more }) => [{ id, value }, ...(more ?? [])]);
  const lines = [
    ['model', ...fields.map(({ id }) => id)],
    ...rows.map((row) => [row.model.model, ...fields.map(({ value }) => rounded(value(row)))]),
  ];
  return lines.map(csvLine).join('');
}

function rounded(value: number | string | null): number | string | null {
  return typeof value === 'number' ? Number(value.toPrecision(9)) : value;
}
