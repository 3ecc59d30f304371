// Finds the project file of a benchmark: in the benchmark's folder, else in the nearest folder above that has one. The search ends at the folder
// of the repository (with `.git` in it), at a folder that is named, or at the root of the file system.

import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf } from '../../shared/text/codeOf';
import { unreadable } from '../benchmark/locateFile';
import { readPlainFile } from '../files/plainFile';
import { decodeText } from '../files/textFile';

const projectFileNames = ['iso-speed-bench.yaml', 'iso-speed-bench.yml', 'iso-speed-bench.json'] as const;

/** Bytes. A file with a hundred services has a hundredth of this. */
const mostProjectBytes = 1_000_000;

export interface ProjectPlace {
  folder: string;
  name: string;
}

/**
 * `last` is the highest folder that is looked in, `me` the number of the user. Throws a sentence where a folder has two such files, or one of
 * another user.
 */
export function findProject(from: string, last?: string, me = process.getuid?.()): ProjectPlace | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const entries = entriesOf(folder);
    const found = projectFileNames.flatMap((name) => (entries.includes(name) ? ownedFile(folder, name) : []));
    if (found.length > 1)
      throw new Error(`${folder} has ${found.map(({ name }) => name).join(' and ')}: keep one of them.`);
    const [file] = found;
    if (file) {
      refuseStrangers(folder, file, me);
      return { folder, name: file.name };
    }
    const isLast = folder === last || entries.includes('.git') || dirname(folder) === folder;
    if (isLast) return null;
  }
}

/** The text of a project file. Throws a sentence where it can't be read. */
export async function readProjectText({ folder, name }: ProjectPlace): Promise<string> {
  const bytes = await readPlainFile(folder, name, mostProjectBytes).catch((error: unknown) => {
    throw codeOf(error) === undefined ? error : notRead(folder, name, error);
  });
  return decodeText(bytes, join(folder, name));
}

/** Of what can't be listed nothing is known to be there. */
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

interface OwnedFile {
  name: string;
  /** The number of a user. */
  owner: number;
}

/** None where the file is gone since its folder was listed. */
function ownedFile(folder: string, name: string): OwnedFile[] {
  try {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    return found ? [{ name, owner: found.uid }] : [];
  } catch (error) {
    throw notRead(folder, name, error);
  }
}

function notRead(folder: string, name: string, cause: unknown): Error {
  return new Error(`The project file ${join(folder, name)} ${unreadable(cause)}`, { cause });
}

/** In a folder that several users write to, such as /tmp, another one's file would hold for everybody below. */
function refuseStrangers(folder: string, { name, owner }: OwnedFile, me: number | undefined): void {
  if (me === undefined || me === 0 || owner === me || owner === 0) return;
  throw new Error(
    `${join(folder, name)} belongs to another user of this machine, so it is not read. Copy it beside your benchmark if you trust what is in it.`,
  );
}
