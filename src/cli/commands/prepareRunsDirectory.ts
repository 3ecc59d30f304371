import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileFailure } from '../../core/files/fileFailure';
import { isRunFolder } from '../../core/runFolder/isRunFolder';
import { makeFolder } from '../../core/files/makeFolder';
import { codeOf } from '../../shared/text/codeOf';
import { messageOf } from '../../shared/text/messageOf';
import { UsageError } from '../arguments/usageError';

type Flag = '--out' | '--runs';

/** Makes the folder for run folders when it is missing, and returns its absolute path. `flag` is what named it. */
export async function prepareRunsDirectory(cwd: string, folder: string, flag: Flag): Promise<string> {
  await refuseRunsDirectory(cwd, folder, flag);
  const path = resolve(cwd, folder);
  return orRefused(folder, flag, async () => {
    await makeFolder(path);
    await access(path, constants.W_OK);
    return path;
  });
}

/** Throws a `UsageError` where it can be told already, without making anything, that no run folder may be put there. */
export async function refuseRunsDirectory(cwd: string, folder: string, flag: Flag): Promise<void> {
  const path = resolve(cwd, folder);
  if (await isRunFolder(path))
    throw new UsageError(
      `${folder} is a run folder itself; no list would show a run inside of it.`,
      `Name the directory that it is in, or another one, with ${flag}.`,
    );
  await orRefused(folder, flag, async () => access(await nearestThere(path), constants.W_OK));
}

/** The path itself, or the nearest above it that is there. Throws what the file system says, and that of a folder for a file. */
async function nearestThere(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    const parent = dirname(path);
    if (codeOf(error) !== 'ENOENT' || parent === path) throw error;
    return nearestThere(parent);
  }
  throw Object.assign(new Error('It is a file.'), { code: 'ENOTDIR' });
}

async function orRefused<Result>(folder: string, flag: Flag, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new UsageError(
        `Run folders can't be written to ${folder}: it is or runs through a file, not a directory.`,
        `Name a directory with ${flag}; it is made when missing.`,
      );
    throw new UsageError(
      `Run folders can't be written to ${folder}: ${code === 'ENOENT' ? 'no folder can be made there' : (fileFailure(error)?.what ?? messageOf(error))}.`,
      `Name a directory that you may write to with ${flag}.`,
    );
  }
}
