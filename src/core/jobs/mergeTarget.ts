// Where a merged run can't be made: where something is, and inside what is merged, which stays as it is.

import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

/** Throws for people. All are absolute paths; links on the way are followed. */
export async function refuseInside(target: string, sources: readonly string[]): Promise<void> {
  const real = await realPathOf(target);
  for (const source of sources)
    if (real.startsWith(`${await realPathOf(source)}${sep}`))
      throw new Error(
        `${basename(target)} would be inside of ${basename(source)}, which is merged and stays as it is. Name a folder beside it.`,
      );
}

/** A link that leads nowhere has the name, too. */
export function isTaken(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

export function takenTarget(target: string): Error {
  return new Error(`${basename(target)} is there already. Choose another name, or delete it.`);
}

/** Of a path whose last parts need not be there. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (dirname(path) === path) throw error;
    return join(await realPathOf(dirname(path)), basename(path));
  }
}
