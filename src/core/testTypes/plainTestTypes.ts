// The test types that judge by themselves: those that people name in their files.

import type { WrittenTestType } from '../../shared/run/benchmark';
import { box } from './box';
import { choice } from './choice';
import { classify } from './classify';
import { count } from './count';
import { executePythonNumber } from './executePythonNumber';
import { executePythonString } from './executePythonString';
import { jsonValidator } from './jsonValidator';
import { ocr } from './ocr';
import { point } from './point';
import { printPythonNumber } from './printPythonNumber';
import { rawString } from './rawString';
import type { TestType } from './testType';

export const plainTestTypes: { readonly [name in WrittenTestType]: TestType } = {
  execute_python_code_with_num_output: executePythonNumber,
  execute_python_code_with_string_output: executePythonString,
  python_print_execution_with_num_output: printPythonNumber,
  raw_string_evaluator: rawString,
  json_validator_eval: jsonValidator,
  point,
  box,
  count,
  ocr,
  choice,
  classify,
};
