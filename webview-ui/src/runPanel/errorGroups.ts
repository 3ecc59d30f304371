// What went wrong in a run that is over. Pure.

import type { RunState } from '../../../src/shared/run/runState';
import type { ErrorKind } from '../../../src/shared/run/verdict';

/** The tests that ended in errors of one kind. */
export interface ErrorGroup {
  kind: ErrorKind;
  /** The message that most of them have. */
  message: string;
  /** Whether all of them have it. */
  isSame: boolean;
  /** By the model's canonical string and the test's index, in the order of the run. */
  tests: { model: string; index: number }[];
}

/** The first test of each prompt, at most so many. */
export function examplesOf({ tests }: Pick<ErrorGroup, 'tests'>, most: number): ErrorGroup['tests'] {
  const byIndex = new Map<number, ErrorGroup['tests'][number]>();
  for (const test of tests) if (!byIndex.has(test.index)) byIndex.set(test.index, test);
  return [...byIndex.values()].slice(0, most);
}

/** Most first. */
export function errorGroups({ models }: Pick<RunState, 'models'>): ErrorGroup[] {
  const groups = new Map<ErrorKind, { messages: Map<string, number>; tests: ErrorGroup['tests'] }>();
  for (const { model, tests } of models)
    for (const { index, verdict, error } of tests) {
      if (verdict !== 'error' || !error) continue;
      const group = groups.get(error.kind) ?? { messages: new Map<string, number>(), tests: [] };
      groups.set(error.kind, group);
      group.messages.set(error.message, (group.messages.get(error.message) ?? 0) + 1);
      group.tests.push({ model, index });
    }
  return [...groups]
    .map(([kind, { messages, tests }]): ErrorGroup => {
      const [message = ''] = [...messages].sort(([, a], [, b]) => b - a)[0] ?? [];
      return { kind, message, isSame: messages.size === 1, tests };
    })
    .sort((a, b) => b.tests.length - a.tests.length);
}
