// Finds the project file of a benchmark: in the benchmark's folder, else in the nearest folder above that has one. The search ends at the folder
// of the repository (with `.git` in it), at a folder that is named, or at the root of the file system.

import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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
    const found = projectFileNames.filter((name) => entries.includes(name));
    if (found.length > 1) throw new Error(`${folder} has ${found.join(' and ')}: keep one of them.`);
    const [name] = found;
    if (name !== undefined) {
      refuseStrangers(folder, name, me);
      return { folder, name };
    }
    const isLast = folder === last || entries.includes('.git') || dirname(folder) === folder;
    if (isLast) return null;
  }
}

/** The text of a project file. Throws where it can't be read. */
export async function readProjectText({ folder, name }: ProjectPlace): Promise<string> {
  return decodeText(await readPlainFile(folder, name, mostProjectBytes), join(folder, name));
}

/** Of what can't be listed nothing is known to be there. */
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** In a folder that several users write to, such as /tmp, another one's file would hold for everybody below. */
function refuseStrangers(folder: string, name: string, me: number | undefined): void {
  const { uid: owner } = lstatSync(join(folder, name));
  if (me === undefined || me === 0 || owner === me || owner === 0) return;
  throw new Error(
    `${join(folder, name)} belongs to another user of this machine, so it is not read. Copy it beside your benchmark if you trust what is in it.`,
  );
}
