// Checks that every expectation can be met at all by the test type that will judge it, and hands it on in that type's form.

import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import { isMap } from '../../shared/text/isMap';
import { expectationAsWritten } from './asWritten';
import type { ProblemList } from './problemList';
import type { ProblemPath } from './problemPath';
import { readExpectation } from './readExpectation';

export interface CheckedExpectation {
  expectation: Expectation;
  /** Of a prompt that is asked once for each rotation of its options: what is expected each time. */
  rotations?: Expectation[];
}

/** By the prompts' positions; undefined where `problems` says why there is none. `repeat` is how often a prompt is asked. */
export function checkExpectations(
  prompts: unknown,
  testTypes: readonly (TestTypeName | undefined)[],
  repeat: number,
  problems: ProblemList,
): (CheckedExpectation | undefined)[] {
  if (!Array.isArray(prompts)) return [];
  return (prompts as unknown[]).map((prompt, position) => {
    const testType = testTypes[position];
    const expectation = isMap(prompt) ? prompt['expectation'] : undefined;
    // What is missing, or no number at all (`.inf`), has been said with the shape.
    const isNoNumber = typeof expectation === 'number' && !Number.isFinite(expectation);
    const isSaid = expectation === undefined || expectation === null || isNoNumber;
    if (!testType || isSaid) return undefined;
    return checkExpectation(expectation, testType, repeat, ['prompts', position, 'expectation'], problems);
  });
}

function checkExpectation(
  written: unknown,
  testType: TestTypeName,
  repeat: number,
  path: ProblemPath,
  problems: ProblemList,
): CheckedExpectation | undefined {
  const read = readExpectation(expectationAsWritten(written, problems.nodeAt(path), testType), testType, path);
  if (!read.ok) {
    for (const { path: part, message, isKey } of read.faults) {
      const place = [...path, ...part];
      problems.error(place, message, isKey ? problems.keySpanOf(place) : undefined);
    }
    return undefined;
  }
  if (read.rotations && repeat > 1) {
    problems.error(
      [...path, 'circular'],
      `prompts[${path[1]}] is circular, which asks it once for each rotation of its options, and repeat: ${repeat} would ask it ${repeat} times as well; the two can't be told apart in a run. Remove one of them.`,
    );
  }
  return read;
}
