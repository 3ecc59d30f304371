// `open RUN`: the run's page for reviewers in the browser. Prints its path whatever becomes of the browser.

import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isFileInside } from '../../core/files/insideFolder';
import { hasAllPieces } from '../../core/runFolder/reviewPieces';
import { runFiles } from '../../core/runFolder/runFolderPaths';
import { withRunLock } from '../../core/runFolder/runLock';
import { writeReviewPage } from '../../core/runFolder/writeReviewPage';
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

/**
 * The page's path. A run that was killed has none yet, or one of before it was resumed, and one that was copied by halves lacks what is beside
 * it: then it is made of what the folder holds.
 */
async function reviewPage(runDirectory: string, context: CliContext): Promise<string> {
  const page = join(runDirectory, runFiles.reviewPage);
  const madeAt = timeOf(runDirectory, runFiles.reviewPage);
  const changedAt = timeOf(runDirectory, runFiles.events);
  if (madeAt !== null && (changedAt === null || changedAt <= madeAt) && (await hasAllPieces(runDirectory))) return page;
  try {
    await withRunLock(runDirectory, () => writeReviewPage(runDirectory, context.distDirectory));
  } catch (error) {
    const why = messageOf(error);
    if (madeAt === null)
      throw new UsageError(`This run has no ${runFiles.reviewPage} yet, and none could be made: ${why}`);
    await writeOut(
      context.stderr,
      `The page may be older than the run, or lack words; it could not be made anew: ${why}\n`,
    );
  }
  return page;
}

/** When a file was last written, ms; null when it is not there, or is a link to another. */
function timeOf(runDirectory: string, name: string): number | null {
  return isFileInside(runDirectory, name) ? lstatSync(join(runDirectory, name)).mtimeMs : null;
}
