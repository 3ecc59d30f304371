// Writes the first files of a benchmark where there are none of these names yet.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileFailure } from '../files/fileFailure';
import { isThere } from '../files/isThere';
import { writeNewFile } from '../files/writeNewFile';
import { codeOf } from '../../shared/text/codeOf';
import type { StarterFile } from './starterFiles';

/** The path of the first one. Nothing is written over: throws an error for people when a name is taken. The folder is made when it is missing. */
export async function writeStarter(folder: string, files: readonly StarterFile[]): Promise<string> {
  for (const { name } of files) if (await isThere(join(folder, name))) throw taken(name);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw refused(folder, error);
  });
  for (const { name, content } of files)
    await writeNewFile(join(folder, name), content).catch((error: unknown) => {
      throw codeOf(error) === 'EEXIST' ? taken(name) : refused(join(folder, name), error);
    });
  return join(folder, files[0]!.name);
}

/** What the file system said, for people. */
function refused(path: string, cause: unknown): unknown {
  const failure = fileFailure(cause);
  if (!failure) return cause;
  return new Error(`${path} can't be written: ${failure.what}. ${failure.remedy}, or choose another folder.`, {
    cause,
  });
}

function taken(name: string): Error {
  return new Error(`${name} is there already, and nothing is written over it: choose another name.`);
}
