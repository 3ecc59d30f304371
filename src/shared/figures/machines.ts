// Times are figures of one machine: those of several say nothing together, so they are shown machine by machine. Pure.

import type { ModelState, RunState, TestState } from '../run/runState';
import { isJudged } from '../run/verdict';

/** Whether tests that were judged were measured on more than one machine. */
export function areOnSeveralMachines(tests: readonly TestState[]): boolean {
  const first = tests.find(isJudged);
  return first !== undefined && tests.some((test) => isJudged(test) && (test.machine ?? 0) !== (first.machine ?? 0));
}

/** The tests of a row that have ended, machine by machine; nothing where one machine has all. */
export function testsByMachine(
  { tests }: Pick<ModelState, 'tests'>,
  { machines }: Pick<RunState, 'machines'>,
): { machine: string; tests: TestState[] }[] {
  if (!areOnSeveralMachines(tests)) return [];
  return machines
    .map((machine, at) => ({
      machine,
      tests: tests.filter((test) => test.phase === 'finished' && (test.machine ?? 0) === at),
    }))
    .filter((one) => one.tests.length > 0);
}
