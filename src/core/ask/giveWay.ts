// Lets a thread step back behind others: the asking thread's clock is what a run is about, and pictures can wait longest.

import { constants, setPriority } from 'node:os';

const priorities = {
  behindAsking: constants.priority.PRIORITY_BELOW_NORMAL,
  behindAll: constants.priority.PRIORITY_LOW,
} as const;

/**
 * Lowers the priority of the calling thread, for good, and of what it starts from then on. Only on Linux, where a thread has a priority of
 * its own; elsewhere it would be the whole process's, the asking thread's too.
 */
export function giveWay(place: keyof typeof priorities): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(priorities[place]);
  } catch {
    // Some containers forbid it. Then all threads compete alike.
  }
}
