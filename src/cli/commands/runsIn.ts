import { resolve } from 'node:path';
import { isRunFolder, isRunItself } from '../../core/runFolder/isRunFolder';
import { listRuns } from '../../core/runFolder/listRuns';
import type { ListedRun } from '../../core/runFolder/listedRun';
import { codeOf } from '../../shared/text/codeOf';
import { messageOf } from '../../shared/text/messageOf';
import { UsageError } from '../arguments/usageError';

/** The runs of a folder, newest first; one that is not there has none. Throws a `UsageError` where it is a file or a run folder, or can't be read. */
export async function runsIn(folder: string, cwd: string): Promise<ListedRun[]> {
  const path = resolve(cwd, folder);
  const listed = await listRuns(path).catch((error: unknown) => {
    const code = codeOf(error);
    const why =
      code === 'ENOTDIR' ? 'it is a file' : code === 'EACCES' ? 'its permissions forbid it' : messageOf(error);
    throw new UsageError(`--runs ${folder} can't be read: ${why}.`, 'Name the directory that the run folders are in.');
  });
  if (listed.length === 0 && (await isRunFolder(path))) throw new UsageError(isRunItself(folder));
  return listed;
}
