// Finds a test type by its name. CONTRIBUTING.md says how to add one.

import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import type { Needs } from '../checks/check';
import { checkList } from './checkList';
import { plainTestTypes } from './plainTestTypes';
import type { TestType } from './testType';

export function findTestType(name: TestTypeName): TestType {
  return name === 'checks' ? checkList : plainTestTypes[name];
}

/** What judging the answers to a prompt needs of the run. */
export function needsOf({ testType, expectation }: { testType: TestTypeName; expectation: Expectation }): Needs {
  return findTestType(testType).needs(expectation);
}
