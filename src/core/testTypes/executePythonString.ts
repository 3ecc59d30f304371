// `execute_python_code_with_string_output`: runs the answer as a program and compares the text it prints.

import type { Expectation } from '../../shared/run/benchmark';
import type { TestType } from './testType';
import { expectedText } from './expectedText';
import { judgePython, type PythonJudgement } from './judgePython';
import { areNumbersEqual, parsePythonNumber } from './pythonNumber';
import { sameText } from './sameText';
import { withoutOuterQuotes } from './withoutOuterQuotes';

export const executePythonString: TestType = {
  name: 'execute_python_code_with_string_output',
  runsPython: true,
  evaluate(answer, expectation, python, signal) {
    return judgePython({
      name: this.name,
      answer,
      expectation,
      python,
      signal,
      toProgram: withoutOuterQuotes,
      judgeOutput: (printed) => judgeText(printed, expectation),
    });
  },
};

/** The same trimmed text, or the same number written otherwise. */
function judgeText(printed: string, expectation: Expectation): PythonJudgement {
  const expected = expectedText(expectation, 'execute_python_code_with_string_output');
  if (sameText(printed, expected)) return { isCorrect: true };
  // In whatever way YAML writes it; True, as Python does, is the expected text itself.
  if (typeof expectation === 'boolean')
    return { isCorrect: [String(expectation), String(expectation).toUpperCase()].includes(printed) };
  const [a, b] = [parsePythonNumber(expected), parsePythonNumber(printed)];
  return { isCorrect: a !== undefined && b !== undefined && areNumbersEqual(a, b) };
}
