import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileFailure } from '../../core/files/fileFailure';
import { isRunFolder } from '../../core/runFolder/findRun';
import { makeFolder } from '../../core/files/makeFolder';
import { codeOf } from '../../shared/text/codeOf';
import { messageOf } from '../../shared/text/messageOf';
import { UsageError } from '../arguments/usageError';

/** Makes the folder for run folders when it is missing, and returns its absolute path. `flag` is what named it. */
export async function prepareRunsDirectory(cwd: string, folder: string, flag: '--out' | '--runs'): Promise<string> {
  const path = resolve(cwd, folder);
  if (await isRunFolder(path))
    throw new UsageError(
      `${flag} ${folder} is a run folder itself; no list would show a run inside of it.`,
      'Name the directory that it is in, or another one.',
    );
  try {
    await makeFolder(path);
    await access(path, constants.W_OK);
    return path;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new UsageError(
        `${flag} ${folder} is or runs through a file, not a directory.`,
        'Name a directory; it is made when missing.',
      );
    throw new UsageError(
      `Run folders can't be written to ${flag} ${folder}: ${code === 'ENOENT' ? 'no folder can be made there' : (fileFailure(error)?.what ?? messageOf(error))}.`,
      'Name a directory that you may write to.',
    );
  }
}
