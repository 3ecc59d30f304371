// `pack RUN` and `unpack RUN`: one format of a run folder into the other. Nothing is asked and nothing is judged.

import { packRun } from '../../core/jobs/packRun';
import { unpackRun } from '../../core/jobs/unpackRun';
import { counted } from '../../shared/text/counted';
import { formatSize } from '../../shared/text/format';
import type { RepackCommand } from '../arguments/commands';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { countedWork, type WorkWords } from './countedWork';
import { findRunFolder } from './findRunFolder';

const works = { pack: packRun, unpack: unpackRun };

const words: { readonly [kind in RepackCommand['kind']]: WorkWords & { done: string; nothing: string } } = {
  pack: {
    counted: 'tests packed',
    stopping: 'Stopping: the run stays as it was.',
    interrupted: 'Packing was interrupted; the run is as it was.',
    done: 'packed',
    nothing: 'The run is packed already.',
  },
  unpack: {
    counted: 'tests unpacked',
    stopping: 'Stopping: the run stays as it was.',
    interrupted: 'Unpacking was interrupted; the run is as it was.',
    done: 'unpacked',
    nothing: 'Every test of the run has a folder of its own already.',
  },
};

export async function repackCommand(
  { kind, run, runs, isJson }: RepackCommand,
  context: CliContext,
): Promise<ExitCode> {
  const runDirectory = await findRunFolder(run, runs, context);
  const request = { runDirectory, distDirectory: context.distDirectory };
  const outcome = await countedWork(
    words[kind],
    (onProgress, signal) => works[kind](request, onProgress, signal),
    isJson,
    context,
  );
  if (!outcome) return exitCodes.interrupted;
  const { tests, sizeBytes } = outcome;
  const { done, nothing } = words[kind];
  const size = sizeBytes === null ? '' : `; the folder has ${formatSize(sizeBytes)}`;
  const text = isJson
    ? JSON.stringify({ runDirectory, tests, sizeBytes }, null, 2)
    : [
        tests === 0 ? nothing : `${counted(tests, 'test')} ${done}${size}.`,
        `Run folder: ${shownPath(context.cwd, runDirectory)}`,
      ].join('\n');
  await writeOut(context.stdout, `${text}\n`);
  return exitCodes.done;
}
