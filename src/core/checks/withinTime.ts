// Runs work that a benchmark's own patterns and an answer of any size could make endless, and ends it when its time is up.

import { createContext, Script } from 'node:vm';

/** ms. What takes longer on one answer would hold up all that are judged after it. */
const mostTime = 2000;

const context = createContext({ work: undefined as (() => unknown) | undefined });
const script = new Script('work()');

/** Node ends a script together with all that it calls, a search with a pattern among it. */
export function withinTime<Result>(work: () => Result, ms = mostTime): Result | 'late' {
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
