// The folder in which a merged run is made before it has its name. No list shows it.

import { readdir } from 'node:fs/promises';

export const mergingPrefix = '.merging-';

/** Those in a folder of runs; none where it is not there. */
export async function namesOfMerging(runsDirectory: string): Promise<string[]> {
  const names = await readdir(runsDirectory).catch((): string[] => []);
  return names.filter((name) => name.startsWith(mergingPrefix));
}
