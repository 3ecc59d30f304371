// `import REPORT.json`: makes a run folder out of an `ExecEvalBenchmarkReport`, so that it is listed and opened like any run.

import { basename } from 'node:path';
import { importRun } from '../../core/jobs/importRun';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { ImportCommand } from '../arguments/commands';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { benchmarkPlaceOf } from './benchmarkPlaceOf';
import { prepareRunsDirectory } from './prepareRunsDirectory';
import { runsFolderOf } from './readProject';
import { readTextFile, readTextInput } from './readTextFile';
import { readShownRun } from './readShownRun';
import { madeRunLines } from '../text/madeRunLines';
import { colorsOf, widthOf } from '../terminal/terminal';

export async function importCommand(command: ImportCommand, context: CliContext): Promise<ExitCode> {
  const reportText = await readTextInput(context, command.file, 'report');
  const benchmark =
    command.benchmark === undefined
      ? undefined
      : {
          text: await readTextFile(context.cwd, command.benchmark, 'benchmark file'),
          fileName: basename(command.benchmark),
          place: benchmarkPlaceOf(context.cwd, command.benchmark, false),
        };
  const runsDirectory = await prepareRunsDirectory(context.cwd, await runsFolderOf(command.runs, context), '--runs');
  const runDirectory = await importRun({
    reportText,
    reportName: basename(command.file),
    ...(benchmark ? { benchmark } : {}),
    runsDirectory,
    distDirectory: context.distDirectory,
    resultImages: command.hasImages,
  });
  const run = await readShownRun(runDirectory, context.cwd);
  if (command.isJson) {
    await writeOut(context.stdout, `${JSON.stringify({ runDirectory, manifest: run.manifest }, null, 2)}\n`);
    return exitCodes.done;
  }
  const lines = madeRunLines(run, widthOf(context.stdout), colorsOf(context.stdout, context.environment));
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
  return exitCodes.done;
}
