// `merge RUN... --out DIR`: makes one run folder out of the shards of a run. Nothing is asked and nothing is judged.

import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { mergeRuns } from '../../core/jobs/mergeRuns';
import { runFolderAt } from '../../core/runFolder/findRun';
import { listRuns } from '../../core/runFolder/listRuns';
import { missingOfShards } from '../../shared/words/shardText';
import type { MergeCommand } from '../arguments/commands';
import { writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { colorsOf, widthOf } from '../terminal/terminal';
import { printable } from '../text/fitText';
import { madeRunLines } from '../text/madeRunLines';
import { missingLines } from '../text/missingLines';
import { countedWork, type WorkWords } from './countedWork';
import { UsageError } from '../arguments/usageError';
import { findRunFolder } from './findRunFolder';
import { readEnvironment } from './readEnvironment';
import { readProject } from './readProject';
import { readShownRun } from './readShownRun';

const words: WorkWords = {
  counted: 'tests merged',
  stopping: 'Stopping: nothing is kept of the merged run.',
  interrupted: 'Merging was interrupted; nothing was made, and the shards are as they were. Merge them again.',
};

/**
 * The run folder that is meant, or all in a folder that holds some: not every shell puts them in the place of `runs/*`. None for a folder that is
 * there and has none, as that of a shard that was never begun, which is said.
 */
async function foldersOf(run: string, runs: string | undefined, context: CliContext): Promise<string[]> {
  const path = resolve(context.cwd, run);
  if ((await isDirectory(path)) && runFolderAt(run, context.cwd) === null) {
    const held = await listRuns(path);
    if (held.length === 0) await writeOut(context.stderr, `${printable(run)} holds no runs; it was left out.\n`);
    return held.map(({ runDirectory }) => runDirectory);
  }
  return [await findRunFolder(run, runs, context)];
}

function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

export async function mergeCommand(command: MergeCommand, context: CliContext): Promise<ExitCode> {
  const runDirectories: string[] = [];
  for (const run of command.references) runDirectories.push(...(await foldersOf(run, command.runs, context)));
  if (runDirectories.length === 0)
    throw new UsageError(
      'There is no run to merge.',
      'Name the run folders of the shards, or the folder that holds them.',
    );
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
  const run = await readShownRun(runDirectory, context.cwd);
  const { state, manifest, folder } = run;
  if (command.isJson) {
    const missing = missingOfShards(state);
    await writeOut(context.stdout, `${JSON.stringify({ runDirectory, manifest, doubles, missing }, null, 2)}\n`);
    return exitCodes.done;
  }
  const colors = colorsOf(context.stdout, context.environment);
  const missing = missingLines(state, folder, colors, '; or resume the shard, and merge again');
  const lines = madeRunLines(run, widthOf(context.stdout), colors, missing);
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
  return exitCodes.done;
}
