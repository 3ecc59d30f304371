// A run folder that was there when it was opened and is not any more: that is said, and not which of its files is missing.

import { statSync } from 'node:fs';
import { basename } from 'node:path';

/** What became of a run folder that was listed or opened before, and what can be done; null while it is there. */
export function goneFolder(runDirectory: string): string | null {
  if (statSync(runDirectory, { throwIfNoEntry: false })?.isDirectory()) return null;
  return (
    `The run folder ${basename(runDirectory)} is not there any more: it was deleted, moved or renamed. ` +
    'Put it back, for example from the trash, or open it where it is now.'
  );
}

/** Throws what `goneFolder` says. */
export function refuseGoneFolder(runDirectory: string): void {
  const gone = goneFolder(runDirectory);
  if (gone !== null) throw new Error(gone);
}
