// Writes the first files of a benchmark where there are none of these names yet.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere } from '../files/isThere';
import { codeOf } from '../../shared/text/codeOf';
import type { StarterFile } from './starterFiles';

/** The path of the first one. Nothing is written over: throws an error for people when a name is taken. The folder is made when it is missing. */
export async function writeStarter(folder: string, files: readonly StarterFile[]): Promise<string> {
  for (const { name } of files) if (await isThere(join(folder, name))) throw taken(name);
  await mkdir(folder, { recursive: true });
  for (const { name, content } of files)
    await writeFile(join(folder, name), content, { flag: 'wx' }).catch((error: unknown) => {
      throw codeOf(error) === 'EEXIST' ? taken(name) : error;
    });
  return join(folder, files[0]!.name);
}

function taken(name: string): Error {
  return new Error(`${name} is there already, and nothing is written over it: choose another name.`);
}
