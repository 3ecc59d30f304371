// A test of a run by its place, for whoever was asked for it by a link, a message or a person.

import { findTest, type RunState, type TestState } from '../run/runState';
import { testName } from './testName';

/** Throws for people when the run has no such test. */
export function requireTest(state: RunState, model: string, index: number): TestState {
  const test = findTest(state, model, index);
  if (!test) throw new Error(`The run ${state.runId} has no test ${testName(state, index)} of ${model}.`);
  return test;
}
