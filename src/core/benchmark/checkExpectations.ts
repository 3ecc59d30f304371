// Checks that every expectation can be met at all by the test type that will judge it, and hands it on in that type's form.

import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import { isMap } from '../../shared/text/isMap';
import { expectationAsWritten, variablesAsWritten } from './asWritten';
import { fillTexts } from './fillTexts';
import { withPassAt } from '../testTypes/checkList';
import type { ProblemList } from './problemList';
import type { ProblemPath } from './problemPath';
import { renameKey } from './repairs';
import { readExpectation, type ExpectationFault } from './readExpectation';

export interface CheckedExpectation {
  expectation: Expectation;
  /** Of a prompt that is asked once for each rotation of its options: what is expected each time. */
  rotations?: Expectation[];
}

interface ExpectationContext {
  repeat: number;
  isRecorded: boolean;
}

/**
 * By the prompts' positions; undefined where `problems` says why there is none. `repeat` is how often a prompt is asked, `isRecorded` as in
 * `LoadOptions`.
 */
export function checkExpectations(
  prompts: unknown,
  testTypes: readonly (TestTypeName | undefined)[],
  { repeat, isRecorded }: ExpectationContext,
  problems: ProblemList,
): (CheckedExpectation | undefined)[] {
  if (!Array.isArray(prompts)) return [];
  return (prompts as unknown[]).map((prompt, position) => {
    const testType = testTypes[position];
    if (testType === 'checks') return isMap(prompt) ? checkChecks(prompt, position, isRecorded, problems) : undefined;
    const expectation = isMap(prompt) ? prompt['expectation'] : undefined;
    // What is missing, or no number at all (`.inf`), has been said with the shape.
    const isNoNumber = typeof expectation === 'number' && !Number.isFinite(expectation);
    const isSaid = expectation === undefined || expectation === null || isNoNumber;
    if (!testType || isSaid) return undefined;
    const path = ['prompts', position, 'expectation'];
    return checkExpectation(expectation, testType, { repeat, isRecorded }, path, problems);
  });
}

/** The checks of a prompt, with its values in their texts. */
function checkChecks(
  prompt: { [key: string]: unknown },
  position: number,
  isRecorded: boolean,
  problems: ProblemList,
): CheckedExpectation | undefined {
  const { expect, pass_at: passAt } = prompt;
  // What is no list has been said with the shape.
  if (!Array.isArray(expect) || expect.length === 0) return undefined;
  const path = ['prompts', position, 'expect'];
  const written = expectationAsWritten(expect, problems.nodeAt(path), 'checks');
  const variables = variablesAsWritten(prompt['dynamic_variables'], problems.nodeAt(['prompts', position]));
  const read = readExpectation(fillTexts(written, variables), 'checks', path, isRecorded);
  if (!read.ok) {
    addFaults(read.faults, path, problems);
    return undefined;
  }
  return { expectation: typeof passAt === 'number' ? withPassAt(read.expectation, passAt) : read.expectation };
}

function checkExpectation(
  written: unknown,
  testType: TestTypeName,
  { repeat, isRecorded }: ExpectationContext,
  path: ProblemPath,
  problems: ProblemList,
): CheckedExpectation | undefined {
  const kept = expectationAsWritten(written, problems.nodeAt(path), testType);
  const read = readExpectation(kept, testType, path, isRecorded);
  if (!read.ok) {
    addFaults(read.faults, path, problems);
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

function addFaults(faults: readonly ExpectationFault[], path: ProblemPath, problems: ProblemList): void {
  for (const { path: part, message, isKey, meant } of faults) {
    const place = [...path, ...part];
    const span = isKey ? problems.keySpanOf(place) : undefined;
    problems.error(place, message, span, renameKey([place], meant, problems));
  }
}
