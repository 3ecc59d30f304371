// `execute_python_code_with_num_output`: runs the answer as a program and compares the number it prints.

import { judgePython } from './judgePython';
import { judgeNumber, numberForm } from './pythonNumber';
import { simulatedNumberProgram } from './simulatedPython';
import { textTestType, valueText } from './textTestType';

const testType = 'execute_python_code_with_num_output';

export const executePythonNumber = textTestType({
  name: testType,
  form: numberForm(testType),
  likelyTokens: 150,
  expectedText: valueText,
  simulatedAnswer: simulatedNumberProgram,
  evaluate: ({ answer, expectation, python, signal }) =>
    judgePython({
      testType,
      answer,
      expected: valueText(expectation),
      python,
      signal,
      kind: 'program',
      judgeOutput: judgeNumber,
    }),
});
