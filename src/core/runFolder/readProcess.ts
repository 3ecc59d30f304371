// What Linux says of a process: enough to tell it from another one that got the same id later.

import { readFileSync } from 'node:fs';

interface ProcessState {
  /** When it began, in clock ticks since the machine's start. */
  start: string;
  /** It has ended, and only its parent has not asked for how: what a container leaves whose first process never does. */
  isZombie: boolean;
}

/** From `/proc/PID/stat`; null where there is no such process, or no such file on this system. Field numbers as in proc_pid_stat(5). */
export function readProcess(pid: number): ProcessState | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // Then the process id alone decides.
    return null;
  }
  // The second field is the program's name in brackets and may hold anything, so fields are counted from its end.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const start = fields[19];
  return start === undefined ? null : { start, isZombie: state === 'Z' || state === 'X' };
}
