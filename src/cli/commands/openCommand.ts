// `open RUN`: the run's page for reviewers in the browser. Prints its path whatever becomes of the browser.

import { ensureReviewPage } from '../../core/runFolder/ensureReviewPage';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { OpenCommand } from '../arguments/commands';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { findRunFolder } from './findRunFolder';
import { openInBrowser } from './openInBrowser';
import { UsageError } from '../arguments/usageError';
import { messageOf } from '../../shared/text/messageOf';

export async function openCommand(command: OpenCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const page = await reviewPage(runDirectory, context);
  await writeOut(context.stdout, `${page}\n`);
  if (command.onlyPrints) return exitCodes.done;
  try {
    await openInBrowser(page, context.platform, context.environment);
  } catch (error) {
    throw new UsageError(messageOf(error), 'Open the path above in a browser yourself; --print only prints it.');
  }
  return exitCodes.done;
}

/** The page's path; what may be wrong with it is said. */
async function reviewPage(runDirectory: string, context: CliContext): Promise<string> {
  const { path, problem } = await ensureReviewPage(runDirectory, context.distDirectory).catch((error: unknown) => {
    throw new UsageError(messageOf(error));
  });
  if (problem !== null) await writeOut(context.stderr, `${problem}\n`);
  return path;
}
