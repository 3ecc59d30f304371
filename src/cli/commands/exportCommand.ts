// `export RUN --report FORM[=FILE]`: reports of a run, to files or to stdout.

import { dirname } from 'node:path';
import type { HeldAgainst } from '../../shared/comparing/regressions';
import type { ExportCommand } from '../arguments/commands';
import { writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { printable } from '../text/fitText';
import { exportRun } from '../../core/reports/exportRun';
import { heldAgainst, readBaseline } from './baseline';
import { findRunFolder } from './findRunFolder';
import { readShownRun } from './readShownRun';
import { exportOptions, writeReports } from './writeReports';

export async function exportCommand(command: ExportCommand, context: CliContext): Promise<ExitCode> {
  const { run, runs, reports, baseline } = command;
  const runDirectory = await findRunFolder(run, runs, context);
  const held = baseline === undefined ? null : await heldAgainstEarlier(baseline, runDirectory, context);
  for (const { form, file } of reports) {
    if (file !== undefined) continue;
    const notes = await exportRun(form, runDirectory, { ...exportOptions(context), held }, (piece) =>
      writeOut(context.stdout, piece),
    );
    for (const note of notes) await writeOut(context.stderr, `${printable(note)}\n`);
  }
  const toFiles = reports.flatMap(({ form, file }) => (file === undefined ? [] : [{ form, file }]));
  await writeReports(toFiles, runDirectory, context, held);
  return exitCodes.done;
}

async function heldAgainstEarlier(
  baseline: string,
  runDirectory: string,
  context: CliContext,
): Promise<HeldAgainst | null> {
  const { state } = await readShownRun(runDirectory, context.cwd);
  const asked = {
    benchmarkName: state.benchmarkName,
    models: state.models.map(({ model }) => model),
    prompts: () => state.prompts,
    shard: state.shard ?? undefined,
    runDirectory,
  };
  const runsDirectory = dirname(runDirectory);
  const heldTo = await readBaseline(
    { baseline, failOn: undefined },
    asked,
    runsDirectory,
    context,
    'Nothing was exported.',
  );
  return heldTo && heldAgainst(heldTo, { runDirectory, state });
}
