// `export RUN --report strict`: the report of a run for tools that know numbers only, to stdout or to a file.

import { resolve } from 'node:path';
import { modelApis } from '../../core/providers/modelApis';
import { secretsOf } from '../../core/providers/secretsOf';
import { exportReport, exportReportTo, unknownWords } from '../../core/jobs/exportReport';
import type { ExportCommand } from '../arguments/commands';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { printable } from '../text/fitText';
import { findRunFolder } from './findRunFolder';

export async function exportCommand(command: ExportCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const file = command.out === undefined ? undefined : resolve(context.cwd, command.out);
  const secrets = secretsOf(modelApis(), context.environment);
  const { unknown, problems } =
    file === undefined
      ? await exportReport(runDirectory, secrets, (text) => writeOut(context.stdout, text))
      : await exportReportTo(file, runDirectory, secrets);
  const written = file === undefined ? undefined : `Report: ${shownPath(context.cwd, file)}`;
  // stdout may be the report.
  for (const words of [written, ...problems, unknownWords(unknown)])
    if (words !== undefined) await writeOut(context.stderr, `${printable(words)}\n`);
  return exitCodes.done;
}
