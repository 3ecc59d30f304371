// The list of test types. To add one: a file beside these, a row here, its name in `testTypeNames`, a section in docs/benchmark-file.md.

import type { TestTypeName } from '../../shared/run/benchmark';
import { box } from './box';
import { choice } from './choice';
import { classify } from './classify';
import { count } from './count';
import type { TestType } from './testType';
import { executePythonNumber } from './executePythonNumber';
import { executePythonString } from './executePythonString';
import { jsonValidator } from './jsonValidator';
import { ocr } from './ocr';
import { point } from './point';
import { printPythonNumber } from './printPythonNumber';
import { rawString } from './rawString';

const testTypes = {
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
} satisfies { [name in TestTypeName]: TestType };

export function findTestType(name: TestTypeName): TestType {
  return testTypes[name];
}
