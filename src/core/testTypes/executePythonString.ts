// `execute_python_code_with_string_output`: runs the answer as a program and compares the text it prints.

import type { Expectation } from '../../shared/run/benchmark';
import { anyValue } from '../checks/yamlParts';
import { judgePython, type PythonJudgement } from './judgePython';
import { pythonLiteral } from './pythonLiteral';
import { areNumbersEqual, parsePythonNumber } from '../../shared/text/pythonNumber';
import { simulatedTextProgram } from './simulatedPython';
import { isSameText, textTestType, valueText } from './textTestType';

const testType = 'execute_python_code_with_string_output';

export const executePythonString = textTestType({
  name: testType,
  form: { schema: anyValue, example: 'olleh', hint: '', keepsWriting: 'pythonValue' },
  likelyTokens: 150,
  expectedText,
  simulatedAnswer: simulatedTextProgram,
  evaluate: ({ answer, expectation, python, signal }) =>
    judgePython({
      testType,
      answer,
      expected: expectedText(expectation),
      python,
      signal,
      kind: 'program',
      judgeOutput: (printed, expected) => judgeText(printed, expected, expectation),
    }),
});

/** Maps, lists and booleans as Python prints them. */
function expectedText(expectation: Expectation): string {
  const isPlain = typeof expectation === 'string' || typeof expectation === 'number';
  return isPlain ? valueText(expectation) : pythonLiteral(expectation);
}

/** The same trimmed text, or the same number written otherwise. */
function judgeText(printed: string, expected: string, expectation: Expectation): PythonJudgement {
  if (isSameText(printed, expected)) return { isCorrect: true };
  // In whatever way YAML writes it; True, as Python does, is the expected text itself.
  if (typeof expectation === 'boolean')
    return { isCorrect: [String(expectation), String(expectation).toUpperCase()].includes(printed) };
  const [a, b] = [parsePythonNumber(expected), parsePythonNumber(printed)];
  return { isCorrect: a !== undefined && b !== undefined && areNumbersEqual(a, b) };
}
