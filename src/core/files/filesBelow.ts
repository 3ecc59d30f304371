// What lies in a folder and the folders in it.

import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';

/** The plain files, folder by folder in the order of their names, relative to `folder` and with forward slashes. Links are left out: what they lead to is not in it. */
export async function* filesBelow(folder: string, inside = ''): AsyncGenerator<string> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = posix.join(inside, entry.name);
    if (entry.isDirectory()) yield* filesBelow(folder, name);
    else if (entry.isFile()) yield name;
  }
}
