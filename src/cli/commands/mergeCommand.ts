// `merge RUN... --out DIR`: makes one run folder out of the shards of a run. Nothing is asked and nothing is judged.

import { resolve } from 'node:path';
import { mergeRuns } from '../../core/jobs/mergeRuns';
import { missingOfShards } from '../../shared/words/shardText';
import type { MergeCommand } from '../arguments/commands';
import { writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { colorsOf, widthOf } from '../terminal/terminal';
import { printable } from '../text/fitText';
import { missingLines } from '../text/missingLines';
import { resultTable } from '../text/resultTable';
import { headingLines } from '../text/runLines';
import { summaryLines } from '../text/summaryLines';
import { countedWork, type WorkWords } from './countedWork';
import { findRunFolder } from './findRunFolder';
import { readEnvironment } from './readEnvironment';
import { readProject } from './readProject';
import { readShownRun } from './readShownRun';

const words: WorkWords = {
  counted: 'tests merged',
  stopping: 'Stopping: nothing is kept of the merged run.',
  interrupted: 'Merging was interrupted; nothing was made.',
};

export async function mergeCommand(command: MergeCommand, context: CliContext): Promise<ExitCode> {
  const runDirectories: string[] = [];
  for (const run of command.references) runDirectories.push(await findRunFolder(run, command.runs, context));
  const environment = await readEnvironment(context.environment, context.cwd, command.envFile);
  const { settings } = await readProject(context.cwd, context);
  const request = {
    runDirectories,
    target: resolve(context.cwd, command.out),
    access: { environment, services: settings.services },
    distDirectory: context.distDirectory,
  };
  const outcome = await countedWork(
    words,
    (onProgress, signal) => mergeRuns(request, onProgress, signal),
    command.isJson,
    context,
  );
  if (!outcome) return exitCodes.interrupted;
  const { runDirectory, doubles } = outcome;
  const { state, manifest, problems, folder } = await readShownRun(runDirectory, context.cwd);
  if (command.isJson) {
    const missing = missingOfShards(state);
    await writeOut(context.stdout, `${JSON.stringify({ runDirectory, manifest, doubles, missing }, null, 2)}\n`);
    return exitCodes.done;
  }
  const colors = colorsOf(context.stdout, context.environment);
  const lines = [
    ...headingLines(state, colors),
    '',
    resultTable(state.models, widthOf(context.stdout), colors),
    '',
    ...summaryLines(state, colors),
    ...problems.map((problem) => colors.yellow(printable(problem))),
    ...missingLines(state, folder, colors, '; or resume the shard, and merge again'),
    `Run folder: ${folder}`,
  ];
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
  return exitCodes.done;
}
