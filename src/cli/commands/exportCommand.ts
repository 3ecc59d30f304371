// `export RUN --report FORM[=FILE]`: reports of a run, to files or to stdout.

import type { ExportCommand } from '../arguments/commands';
import { writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { printable } from '../text/fitText';
import { exportRun } from '../../core/reports/exportRun';
import { findRunFolder } from './findRunFolder';
import { exportOptions, writeReports } from './writeReports';

export async function exportCommand({ run, runs, reports }: ExportCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(run, runs, context);
  for (const { form, file } of reports) {
    if (file !== undefined) continue;
    const notes = await exportRun(form, runDirectory, exportOptions(context), (piece) =>
      writeOut(context.stdout, piece),
    );
    for (const note of notes) await writeOut(context.stderr, `${printable(note)}\n`);
  }
  const toFiles = reports.flatMap(({ form, file }) => (file === undefined ? [] : [{ form, file }]));
  await writeReports(toFiles, runDirectory, context);
  return exitCodes.done;
}
