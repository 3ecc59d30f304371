// Lets the asking thread go first: its clock is what a run is about, and what this thread does can wait some milliseconds.

import { constants, setPriority } from 'node:os';

/**
 * Lowers the priority of the calling thread, for good, and of what it starts from then on. Only on Linux, where a thread has a priority of
 * its own; elsewhere it would be the whole process's, the asking thread's too.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Some containers forbid it. Then all threads compete alike.
  }
}
