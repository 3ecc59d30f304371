// `python_print_execution_with_num_output`: the answer is an expression; wraps it in `print(...)`, runs that and compares the number.

import { judgePython } from './judgePython';
import { judgeNumber, numberForm } from './pythonNumber';
import { simulatedExpression } from './simulatedPython';
import { textTestType, valueText } from './textTestType';

const testType = 'python_print_execution_with_num_output';

export const printPythonNumber = textTestType({
  name: testType,
  form: numberForm(testType),
  likelyTokens: 20,
  expectedText: valueText,
  simulatedAnswer: simulatedExpression,
  evaluate: ({ answer, expectation, python, signal }) =>
    judgePython({
      testType,
      answer,
      expected: valueText(expectation),
      python,
      signal,
      kind: 'expression',
      judgeOutput: judgeNumber,
    }),
});
