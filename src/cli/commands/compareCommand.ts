// `compare A B [C...]`: each run after the first against the first, or one model against another (`RUN#MODEL`). Only reads.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { basename } from 'node:path';
import { compareRuns, type ComparedRun, type RunComparison } from '../../shared/comparing/compareRuns';
import { regressions, type HeldAgainst } from '../../shared/comparing/regressions';
import { emptyRunFilter, filterChoices } from '../../shared/runs/runFilter';
import type { RunState } from '../../shared/run/runState';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { CompareCommand } from '../arguments/commands';
import { comparisonLines } from '../text/comparisonLines';
import { regressionText, untoldText } from '../text/regressionText';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { findRunFolder } from './findRunFolder';
import { readShownRun } from './readShownRun';
import { resolveFilter, unknownText } from './resolveFilter';
import { colorsOf, widthOf } from '../terminal/terminal';
import { UsageError } from '../arguments/usageError';

export async function compareCommand(command: CompareCommand, context: CliContext): Promise<ExitCode> {
  const runs: ComparedRun[] = [];
  for (const reference of command.references) runs.push(await readRun(reference, command, context));
  const comparisons = compareRuns(runs);
  for (const comparison of comparisons) refuseNothingInCommon(comparison);
  const rule = command.failOn;
  const held = rule === undefined ? [] : comparisons.map((comparison): HeldAgainst => ({ comparison, rule }));
  const worse = held.flatMap(({ comparison, rule }) =>
    regressions(comparison, rule).map(({ base, other }) => ({ run: comparison.other, base, other })),
  );
  if (command.isJson)
    await writeOut(
      context.stdout,
      `${JSON.stringify({ comparisons, ...(rule === undefined ? {} : { regressions: worse }) }, null, 2)}\n`,
    );
  else await writeOut(context.stdout, `${textLines(comparisons, held, context).join('\n')}\n`);
  if (worse.length > 0) return exitCodes.regression;
  const untold = untoldText(held);
  if (untold === null) return exitCodes.done;
  await writeOut(context.stderr, `${untold}\n`);
  return exitCodes.badUsage;
}

/** `RUN` or `RUN#MODEL`; a path may hold a `#` itself, so the whole is tried first. */
async function readRun(reference: string, command: CompareCommand, context: CliContext): Promise<ComparedRun> {
  const at = reference.lastIndexOf('#');
  if (at < 1) return readWhole(reference, command, context);
  const whole = await findRunFolder(reference, command.runs, context).catch(() => null);
  if (whole !== null) return readWhole(reference, command, context);
  const run = await readWhole(reference.slice(0, at), command, context);
  const [model, ...more] = resolveModels([reference.slice(at + 1)], run.state);
  if (more.length > 0)
    throw new UsageError(
      `${reference} can mean ${more.length + 1} models: ${[model, ...more].join(', ')}.`,
      'Write more of the name.',
    );
  return { ...run, name: `${run.name}#${model}`, model };
}

async function readWhole(reference: string, command: CompareCommand, context: CliContext): Promise<ComparedRun> {
  const runDirectory = await findRunFolder(reference, command.runs, context);
  const { state, manifest } = await readShownRun(runDirectory, context.cwd);
  const wanted = command.models.length === 0 ? null : resolveModels(command.models, state);
  const models = wanted === null ? state.models : state.models.filter(({ model }) => wanted.includes(model));
  return { name: basename(runDirectory), state: { ...state, models }, manifest };
}

/** Canonical strings of the run's models. In a comparison a model that is not there is a slip. */
function resolveModels(asked: readonly string[], state: RunState): string[] {
  const { filter, unknown } = resolveFilter(
    { ...emptyRunFilter, models: [...asked] },
    filterChoices([{ testTypes: [], tags: [], models: state.models }]),
  );
  const [first] = unknown;
  if (first)
    throw new UsageError(
      `${oneLine(state.runId)}: ${unknownText(first)}`,
      `Its models are ${state.models.map(({ model }) => oneLine(model)).join(', ')}.`,
    );
  return filter.models;
}

function refuseNothingInCommon({ base, other, models, pairing, onlyInBase, onlyInOther }: RunComparison): void {
  if (models.length === 0) {
    throw new UsageError(
      `${oneLine(base)} and ${oneLine(other)} have no model in common: ${onlyInBase.map(oneLine).join(', ')} and ${onlyInOther.map(oneLine).join(', ')}.`,
      'To hold one model against another write RUN#MODEL RUN#MODEL.',
    );
  }
  if (pairing.pairs.length === 0)
    throw new UsageError(
      `${oneLine(base)} and ${oneLine(other)} have no prompt in common.`,
      'Compare runs of one benchmark; `iso-speed-bench list` shows which there are.',
    );
}

function textLines(comparisons: readonly RunComparison[], held: readonly HeldAgainst[], context: CliContext): string[] {
  const colors = colorsOf(context.stdout, context.environment);
  const width = widthOf(context.stdout);
  return [
    ...comparisons.flatMap((comparison, at) => [
      ...(at === 0 ? [] : ['', '']),
      ...comparisonLines(comparison, width, colors),
    ]),
    ...(held.length === 0 ? [] : ['', regressionText(held, colors)]),
  ];
}
