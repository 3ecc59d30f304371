// Runs work that a benchmark's own patterns and an answer of any size could make endless, and ends it when its time is up.

import { createContext, Script } from 'node:vm';

/** ms. What takes longer on one answer would hold up all that are judged after it. */
const mostTime = 2000;

/** On a machine that is busy with others the time may be up before the work has begun. */
const mostTries = 3;
/** How much longer a later try may take by the clock on the wall. */
const mostStretch = 8;
/** Of `ms`: the clock on the wall and that of the processor never agree wholly. */
const fullTime = 0.9;

const context = createContext({ work: undefined as (() => unknown) | undefined });
const script = new Script('work()');

/**
 * `late` where the work has had `ms` of a processor and is not done. Node ends a script together with all that it calls, a search with a pattern among it,
 * but by the clock on the wall: work that was ended before it had its time is begun again, and has as much longer as the machine was slower.
 */
export function withinTime<Result>(work: () => Result, ms = mostTime): Result | 'late' {
  let wall = ms;
  for (let tries = 1; ; tries++) {
    const before = process.cpuUsage();
    const result = once(work, wall);
    if (result !== 'late' || tries === mostTries) return result;
    const { user, system } = process.cpuUsage(before);
    const had = (user + system) / 1000;
    if (had >= ms * fullTime) return result;
    wall = Math.round(Math.min((2 * ms * wall) / had, ms * mostStretch));
  }
}

function once<Result>(work: () => Result, ms: number): Result | 'late' {
  let result: { of: Result } | undefined;
  context['work'] = () => void (result = { of: work() });
  try {
    script.runInContext(context, { timeout: ms });
  } catch (error) {
    if (isTimeOut(error)) return 'late';
    throw error;
  } finally {
    context['work'] = undefined;
  }
  return result === undefined ? 'late' : result.of;
}

function isTimeOut(error: unknown): boolean {
  // It comes from another realm, whose `Error` is another.
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
