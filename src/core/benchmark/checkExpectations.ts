// Checks that every expectation can be met at all by the evaluator that will judge it, and hands it on in that evaluator's form.

import { isImageTestType, type TestTypeName, type Expectation, type ImageTestType } from '../../shared/run/benchmark';
import { describeJsonError } from '../answerText/jsonError';
import { parsePythonNumber } from '../testTypes/pythonNumber';
import { expectationAsWritten, imageExpectationAsWritten } from './asWritten';
import { describeValue } from './describeValue';
import { isMap } from './isMap';
import type { ProblemList } from './problemList';
import type { ProblemPath } from './problemPath';
import { readImageExpectation } from './readImageExpectation';

type TextTestType = Exclude<TestTypeName, ImageTestType>;

export interface CheckedExpectation {
  expectation: Expectation;
  /** A choice that is asked once for each rotation of its options. */
  isCircular: boolean;
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
    // What is missing has been said with the shape.
    if (!testType || expectation === undefined || expectation === null) return undefined;
    const path: ProblemPath = ['prompts', position, 'expectation'];
    return isImageTestType(testType)
      ? checkImageExpectation(expectation, testType, repeat, path, problems)
      : checkTextExpectation(expectation as Expectation, testType, path, problems);
  });
}

function checkTextExpectation(
  expectation: Expectation,
  testType: TextTestType,
  path: ProblemPath,
  problems: ProblemList,
): CheckedExpectation | undefined {
  const fault = faultOf(expectation, testType);
  if (fault) {
    problems.error(path, `prompts[${path[1]}].expectation must be ${fault}`);
    return undefined;
  }
  return { expectation: expectationAsWritten(expectation, problems.nodeAt(path), testType), isCircular: false };
}

function checkImageExpectation(
  written: unknown,
  testType: ImageTestType,
  repeat: number,
  path: ProblemPath,
  problems: ProblemList,
): CheckedExpectation | undefined {
  const isTextItself = testType === 'ocr' && typeof written !== 'object';
  const read = readImageExpectation(
    imageExpectationAsWritten(written, problems.nodeAt(path), isTextItself),
    testType,
    path,
  );
  if (!read.ok) {
    for (const { path: part, message, isKey } of read.faults) {
      const place = [...path, ...part];
      problems.error(place, message, isKey ? problems.keySpanOf(place) : undefined);
    }
    return undefined;
  }
  if (read.isCircular && repeat > 1) {
    const place = [...path, 'circular'];
    problems.error(
      place,
      `prompts[${path[1]}] is circular, which asks it once for each rotation of its options, and repeat: ${repeat} would ask it ${repeat} times as well; the two can't be told apart in a run. Remove one of them.`,
    );
  }
  return { expectation: read.expectation, isCircular: read.isCircular };
}

/** Completes `... must be`; undefined when the expectation is fine. */
function faultOf(expectation: unknown, evaluator: TextTestType): string | undefined {
  switch (evaluator) {
    case 'execute_python_code_with_num_output':
    case 'python_print_execution_with_num_output': {
      const isNumber =
        typeof expectation === 'number' ||
        (typeof expectation === 'string' && parsePythonNumber(expectation) !== undefined);
      return isNumber
        ? undefined
        : `a number for ${evaluator}, such as 15 or "15.0", but it is ${describeValue(expectation)}.`;
    }
    case 'execute_python_code_with_string_output':
      return undefined;
    case 'raw_string_evaluator':
      return typeof expectation === 'object'
        ? `text for raw_string_evaluator, but it is ${describeValue(expectation)}. Put it in quotes to make it text.`
        : undefined;
    case 'json_validator_eval': {
      if (typeof expectation !== 'string') return undefined;
      const error = describeJsonError(expectation);
      return error === undefined
        ? undefined
        : `a map, a list or JSON text for json_validator_eval, but it is text that isn't JSON: ${error}.`;
    }
  }
}
