// `annotate RUN`: draws the result images of a run again. No model is asked, nothing is judged.

import { annotateRun, type AnnotateOutcome } from '../../core/jobs/annotateRun';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import type { AnnotateCommand } from '../arguments/commands';
import { counted } from '../../shared/text/counted';
import { countedWork, type WorkWords } from './countedWork';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { findRunFolder } from './findRunFolder';
import { printable } from '../text/fitText';
import { colorsOf } from '../terminal/terminal';

const words: WorkWords = {
  counted: 'result images drawn',
  stopping: 'Stopping: what was drawn is kept.',
  interrupted: 'Drawing was interrupted; what was drawn until then is kept, the other result images are as before.',
};

export async function annotateCommand(command: AnnotateCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const request = { runDirectory, distDirectory: context.distDirectory };
  const outcome = await countedWork(
    words,
    (onProgress, signal) => annotateRun(request, onProgress, signal),
    command.isJson,
    context,
  );
  if (!outcome) return exitCodes.interrupted;
  const { total, drawn, failed, firstFailure } = outcome;
  const text = command.isJson
    ? JSON.stringify({ runDirectory, total, drawn, failed, firstFailure }, null, 2)
    : annotateLines(outcome, runDirectory, context).join('\n');
  await writeOut(context.stdout, `${text}\n`);
  return failed > 0 ? exitCodes.badUsage : exitCodes.done;
}

function annotateLines(
  { total, drawn, failed, firstFailure }: AnnotateOutcome,
  runDirectory: string,
  context: CliContext,
): string[] {
  const colors = colorsOf(context.stdout, context.environment);
  const why = firstFailure === undefined ? '' : ` ${printable(firstFailure)}`;
  return [
    total === 0
      ? 'The run has no finished test, so there is nothing to draw.'
      : `${counted(drawn, 'result image')} drawn.`,
    ...(failed > 0 ? [colors.yellow(`${counted(failed, 'result image')} could not be drawn.${why}`)] : []),
    `Run folder: ${shownPath(context.cwd, runDirectory)}`,
  ];
}
