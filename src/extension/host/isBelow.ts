// Whether a path is inside of a folder, by their names alone.

import { isWithin } from '../../core/files/isWithin';

/** Both absolute. A folder is not below itself. */
export function isBelow(path: string, folder: string): boolean {
  return isWithin(path, folder) && !isWithin(folder, path);
}
