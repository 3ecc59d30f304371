// Times are figures of one machine: those of several say nothing together, so they are shown machine by machine. Pure.

import { unknownMachine } from './machine';
import type { ModelState, RunState, TestState } from './runState';
import { isJudged } from './verdict';

/** Whether tests that were judged were measured on more than one machine. */
export function areOnSeveralMachines(tests: readonly TestState[]): boolean {
  const first = tests.find(isJudged);
  return first !== undefined && tests.some((test) => isJudged(test) && (test.machine ?? 0) !== (first.machine ?? 0));
}

/** The judged tests whose times make figures together: none where several machines measured them. */
export function timedTests(tests: readonly TestState[]): TestState[] {
  return areOnSeveralMachines(tests) ? [] : tests.filter(isJudged);
}

/** The tests of a row that have ended, machine by machine, `number` from 1; nothing where one machine has all. */
export function testsByMachine(
  { tests }: Pick<ModelState, 'tests'>,
  { machines }: Pick<RunState, 'machines'>,
): { machine: string; number: number; tests: TestState[] }[] {
  if (machines.length < 2 || !areOnSeveralMachines(tests)) return [];
  return machines
    .map((machine, at) => ({
      machine,
      number: at + 1,
      tests: tests.filter((test) => test.phase === 'finished' && (test.machine ?? 0) === at),
    }))
    .filter((one) => one.tests.length > 0);
}

/** Where a test was measured; null of one that has not ended, and where it was not recorded. */
export function machineOfTest(
  { phase, machine = 0 }: Pick<TestState, 'phase' | 'machine'>,
  { machines }: Pick<RunState, 'machines'>,
): string | null {
  const text = phase === 'finished' ? machines[machine] : undefined;
  return text === undefined || text === unknownMachine ? null : text;
}

/** As `machineOfTest`, where it tells the test from others: of a run that one machine made null. */
export function machineToTell(
  test: Pick<TestState, 'phase' | 'machine'>,
  run: Pick<RunState, 'machines'>,
): string | null {
  return run.machines.length < 2 ? null : machineOfTest(test, run);
}
