// What is said of a run whose folder can't be written any more: what happened, what is kept, and how to go on.

import { shellWord } from '../../shared/text/shellWord';
import { basename, relative } from 'node:path';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { fileFailure } from '../files/fileFailure';
import { isThere } from '../files/isThere';

/** Does work that writes a run folder in which something may have been answered. A file system's error becomes a sentence. */
export async function writingRun<T>(runDirectory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = fileFailure(error);
    if (!failure) throw error;
    const { what, remedy, path } = failure;
    const file = path === undefined ? '' : relative(runDirectory, path);
    const name = oneLine(basename(runDirectory));
    if (!(await isThere(runDirectory)))
      throw new Error(
        `The run stopped: its folder ${runDirectory} is gone, and what was answered with it. Put the folder back and resume it, or run the benchmark again.`,
        { cause: error },
      );
    const where = file === '' || file.startsWith('..') ? '' : ` (${file})`;
    throw new Error(
      `The run stopped: ${what}${where}. What was answered by then is kept in ${oneLine(runDirectory)}. ${remedy}, then resume it: \`iso-speed-bench resume ${shellWord(name)}\`, in VS Code "Resume".`,
      { cause: error },
    );
  }
}

/** Does work on a finished run. `what` stopped, `rest` says what is kept, `again` how to go on once there is room. */
export async function workingOnRun<T>(
  { what, rest, again }: { what: string; rest: string; again: string },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = fileFailure(error);
    if (!failure) throw error;
    const file = failure.path === undefined ? '' : ` (${basename(failure.path)})`;
    throw new Error(`${what} stopped: ${failure.what}${file}. ${rest} ${failure.remedy}, then ${again}.`, {
      cause: error,
    });
  }
}

/** Does work that a run begins with, before anything is sent. */
export async function beginningRun<T>(runsDirectory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = fileFailure(error);
    if (!failure) throw error;
    throw new Error(
      `No run folder could be made in ${runsDirectory}: ${failure.what}. Nothing was sent. ${failure.remedy}, or choose another folder.`,
      { cause: error },
    );
  }
}
