// Compares what a program printed with an expected number.

import type { Expectation } from '../../shared/run/benchmark';
import { expectedText } from './expectedText';
import type { PythonJudgement } from './judgePython';
import { areNumbersClose, parsePythonNumber } from './pythonNumber';

/** The output as a whole must be one number, less than 1e-6 from the expected one. */
export function judgeNumber(printed: string, expectation: Expectation): PythonJudgement {
  const expected = parsePythonNumber(expectedText(expectation));
  const got = parsePythonNumber(printed);
  // Loading refuses an expectation that is no number; a caller that brings one all the same gets the text compared.
  if (!expected) return { isCorrect: printed === expectedText(expectation) };
  if (got) return { isCorrect: areNumbersClose(expected, got) };
  const lines = printed.split('\n').length;
  return {
    isCorrect: false,
    reason:
      lines > 1
        ? `The program printed ${lines} lines where one number was expected.`
        : 'What the program printed is not a number.',
  };
}
