// `annotate RUN`: draws the result images of a run again. No model is asked, nothing is judged.

import { annotateRun, type AnnotateOutcome } from '../core/run/annotateRun';
import { shownPath, writeOut, type CliContext } from './cliContext';
import type { AnnotateCommand } from './commands';
import { CountProgress } from './countProgress';
import { counted } from './counted';
import { exitCodes, type ExitCode } from './exitCode';
import { findRunFolder } from './findRunFolder';
import { printable } from './fitText';
import { canRedraw, colorsOf } from './terminal';

export async function annotateCommand(command: AnnotateCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const progress = new CountProgress(context.stderr, 'result images drawn', canRedraw(context.stderr, context.environment));
  const cancel = new AbortController();
  const stopListening = context.onInterrupt(() => {
    progress.note('Stopping: what was drawn is kept. Ctrl+C again stops at once.');
    cancel.abort(new Error('Drawing was interrupted.'));
  });
  let outcome: AnnotateOutcome;
  try {
    outcome = await annotateRun({ runDirectory, distDirectory: context.distDirectory }, (done, total) => progress.show(done, total), cancel.signal);
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    const message = 'Drawing was interrupted; what was drawn until then is kept, the other result images are as before.';
    await writeOut(context.stderr, `${message}\n`);
    if (command.isJson) await writeOut(context.stdout, `${JSON.stringify({ error: { message } }, null, 2)}\n`);
    return exitCodes.interrupted;
  } finally {
    progress.finish();
    stopListening();
  }
  const { total, drawn, failed, firstFailure } = outcome;
  const text = command.isJson ? JSON.stringify({ runDirectory, total, drawn, failed, firstFailure }, null, 2) : annotateLines(outcome, runDirectory, context).join('\n');
  await writeOut(context.stdout, `${text}\n`);
  return failed > 0 ? exitCodes.badUsage : exitCodes.done;
}

function annotateLines({ total, drawn, failed, firstFailure }: AnnotateOutcome, runDirectory: string, context: CliContext): string[] {
  const colors = colorsOf(context.stdout, context.environment);
  const why = firstFailure === undefined ? '' : ` ${printable(firstFailure)}`;
  return [
    total === 0 ? 'The run has no finished test, so there is nothing to draw.' : `${counted(drawn, 'result image')} drawn.`,
    ...(failed > 0 ? [colors.yellow(`${counted(failed, 'result image')} could not be drawn.${why}`)] : []),
    `Run folder: ${shownPath(context.cwd, runDirectory)}`,
  ];
}
