// Whether a path is a folder or below it, by their names alone: links are for the caller to follow first.

import { isAbsolute, relative, sep } from 'node:path';

/** Both absolute. A folder is within itself, and `..name` is an ordinary name. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
