import { join } from 'node:path';
import { isThere } from './isThere';

/** A path in the folder that is not there yet: of that name, else with `-2`, `-3`, ... */
export async function freePath(folder: string, name: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const path = join(folder, attempt === 1 ? name : `${name}-${attempt}`);
    if (!(await isThere(path))) return path;
  }
}
