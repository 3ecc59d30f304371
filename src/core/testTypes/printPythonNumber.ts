// `python_print_execution_with_num_output`: the answer is an expression; wraps it in `print(...)`, runs that and compares the number.

import type { TestType } from './testType';
import { judgeNumber } from './judgeNumber';
import { judgePython } from './judgePython';

export const printPythonNumber: TestType = {
  name: 'python_print_execution_with_num_output',
  runsPython: true,
  evaluate(answer, expectation, python, signal) {
    return judgePython({
      name: this.name,
      answer,
      expectation,
      python,
      signal,
      // On lines of its own, so that a comment behind the expression doesn't swallow the parenthesis.
      toProgram: (expression) => `print(\n${expression}\n)`,
      judgeOutput: (printed) => judgeNumber(printed, expectation),
    });
  },
};
