// RUN of the command line as a run folder; what can't be found becomes a `UsageError` with what to do.

import { resolve } from 'node:path';
import { findRun } from '../../core/runFolder/findRun';
import type { CliContext } from '../terminal/cliContext';
import { runsFolderOf } from './readProject';
import { UsageError } from '../arguments/usageError';
import { messageOf } from '../../shared/text/messageOf';

/** The absolute path of the run folder that `run` means; ids are looked for in `runs`, the value of `--runs`. */
export async function findRunFolder(run: string, runs: string | undefined, context: CliContext): Promise<string> {
  const folder = await runsFolderOf(runs, context);
  try {
    return await findRun(run, [resolve(context.cwd, folder)], context.cwd);
  } catch (error) {
    throw new UsageError(messageOf(error), '`iso-speed-bench list` shows the runs; --runs DIR says where to look.');
  }
}
