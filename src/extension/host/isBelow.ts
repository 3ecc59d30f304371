// Whether a path is inside of a folder, by their names alone.

import { isAbsolute, relative, sep } from 'node:path';

/** Both absolute. A folder is not below itself. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
