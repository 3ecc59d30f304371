// `export RUN --report FORM[=FILE]`: reports of a run, to files or to stdout.

import { shellWord } from '../../shared/text/shellWord';
import { UsageError } from '../arguments/usageError';
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
  if (context.stdout.isTTY && reports.some(({ form, file }) => form === 'zip' && file === undefined))
    throw new UsageError(
      'A ZIP archive is no text for a terminal.',
      `Write it to a file: iso-speed-bench export ${shellWord(run)} --report zip=${shellWord(`${run}.zip`)}`,
    );
  const runDirectory = await findRunFolder(run, runs, context);
  const held = baseline === undefined ? null : await heldAgainstEarlier(baseline, runDirectory, context);
  for (const { form, file } of reports) {
    if (file !== undefined) continue;
    const notes = await exportRun(form, runDirectory, { ...exportOptions(context), held }, (piece) =>
      // What models wrote does not act on a terminal.
      writeOut(context.stdout, context.stdout.isTTY && typeof piece === 'string' ? printable(piece) : piece),
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
