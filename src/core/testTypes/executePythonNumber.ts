// `execute_python_code_with_num_output`: runs the answer as a program and compares the number it prints.

import type { TestType } from './testType';
import { judgeNumber } from './judgeNumber';
import { judgePython } from './judgePython';
import { withoutOuterQuotes } from './withoutOuterQuotes';

export const executePythonNumber: TestType = {
  name: 'execute_python_code_with_num_output',
  runsPython: true,
  evaluate(answer, expectation, python, signal) {
    return judgePython({
      name: this.name,
      answer,
      expectation,
      python,
      signal,
      toProgram: withoutOuterQuotes,
      judgeOutput: (printed) => judgeNumber(printed, expectation),
    });
  },
};
