// Reads the files named on the command line; whatever goes wrong becomes an error that says what to do.

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { fileFailure } from '../../core/files/fileFailure';
import { makeFolder } from '../../core/files/makeFolder';
import { EncodingError, readUtf8File } from '../../core/files/textFile';
import type { Environment } from '../../core/providers/provider';
import { UsageError } from '../arguments/usageError';
import { messageOf } from '../../shared/text/messageOf';

/** The text of a file given on the command line. `what` names it in messages: `benchmark file`. Throws an `EncodingError` when it is not UTF-8. */
export async function readTextFile(cwd: string, file: string, what: string): Promise<string> {
  const path = resolve(cwd, file);
  try {
    if ((await stat(path)).isDirectory())
      throw new UsageError(`The ${what} ${file} is a directory.`, 'Name a file in it.');
    return await readUtf8File(path, file);
  } catch (error) {
    if (error instanceof UsageError || error instanceof EncodingError) throw error;
    switch (errorCode(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
        throw new UsageError(`There is no ${what} ${file}.`, `Looked for it from ${cwd}`);
      case 'EACCES':
      case 'EPERM':
        throw new UsageError(`The ${what} ${file} may not be read.`, 'Check its permissions.');
      default:
        throw new UsageError(`The ${what} ${file} could not be read: ${messageOf(error)}`);
    }
  }
}

/**
 * Keys and addresses by name: the program's own environment and, where given, a file in dotenv syntax.
 * A variable that is already set wins over the file, as dotenv does, so that a CI job can override a checked-in file.
 */
export async function readEnvironment(
  own: Environment,
  cwd: string,
  envFile: string | undefined,
): Promise<Environment> {
  if (envFile === undefined) return own;
  const fromFile = parseEnv(await readTextFile(cwd, envFile, 'env file'));
  const set = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined && value !== ''));
  return { ...fromFile, ...set };
}

/** Makes the folder for run folders when it is missing, and returns its absolute path. `flag` is what named it. */
export async function prepareRunsDirectory(cwd: string, folder: string, flag: '--out' | '--runs'): Promise<string> {
  const path = resolve(cwd, folder);
  try {
    await makeFolder(path);
    await access(path, constants.W_OK);
    return path;
  } catch (error) {
    const code = errorCode(error);
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

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
