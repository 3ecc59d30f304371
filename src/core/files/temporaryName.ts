// The name under which a file is written before it takes its place, and how what a killed process left of it is told from other files.

import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';

const temporary = /^\.[0-9a-f]{16}\.tmp$/;

/** Beside the file `name`, as only a name in the same folder can take its place at once. Nobody can guess it and put something there before. */
export function temporaryName(name: string): string {
  return posix.join(posix.dirname(name), `.${randomBytes(8).toString('hex')}.tmp`);
}

/** Whether `temporaryName` made the last part of this name. A user's own `notes.tmp` is none. */
export function isTemporaryName(name: string): boolean {
  return temporary.test(posix.basename(name));
}
