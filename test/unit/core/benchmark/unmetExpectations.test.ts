// Expectations that no answer could meet.

import assert from 'node:assert/strict';
import { benchmarkText, messages, problemLines } from './benchmarkProblems';

describe('expectations that the evaluator could never meet', () => {
  const lines = (evaluator: string, expectation: string): string[] =>
    problemLines(
      benchmarkText({
        evaluator: `evaluator: ${evaluator}`,
        prompts: `prompts:\n  - dynamic_variables: { a: 1 }\n    expectation: ${expectation}`,
      }),
    );

  for (const evaluator of ['execute_python_code_with_num_output', 'python_print_execution_with_num_output']) {
    for (const fine of ['15', '"15.0"', '-1e3', '" 7 "', '.5', '"1_000"', '"inf"'])
      it(`${evaluator} takes ${fine}`, () => assert.deepEqual(lines(evaluator, fine), []));
    for (const wrong of [
      'fifteen',
      'true',
      '""',
      '"1,000"',
      '.inf',
      '.nan',
      '[1]',
      '{ b: 1 }',
      '"0x1F"',
      '"5 apples"',
    ]) {
      it(`${evaluator} refuses ${wrong}`, () =>
        assert.deepEqual(lines(evaluator, wrong), [`error 8:18 prompts[0].expectation ${JSON.stringify(wrong)}`]));
    }
  }

  it('raw_string_evaluator takes text, numbers and booleans, but no lists and maps', () => {
    for (const fine of ['x', '5', 'true']) assert.deepEqual(lines('raw_string_evaluator', fine), []);
    assert.deepEqual(lines('raw_string_evaluator', '""'), ['warning 8:18 prompts[0].expectation "\\"\\""']);
    for (const wrong of ['[1]', '{ b: 1 }'])
      assert.deepEqual(lines('raw_string_evaluator', wrong), [
        `error 8:18 prompts[0].expectation ${JSON.stringify(wrong)}`,
      ]);
  });

  it('json_validator_eval takes any value and JSON text', () => {
    for (const fine of ['{ b: 1 }', '[1]', '5', 'true', '"5"', `'{"b": [1]}'`, '|\n      {\n        "b": 1\n      }'])
      assert.deepEqual(lines('json_validator_eval', fine), []);
  });

  it('json_validator_eval says where a text stops being JSON', () => {
    assert.deepEqual(lines('json_validator_eval', 'hello'), ['error 8:18 prompts[0].expectation "hello"']);
    const text = benchmarkText({
      evaluator: 'evaluator: json_validator_eval',
      prompts: 'prompts:\n  - dynamic_variables: { a: 1 }\n    expectation: |\n      {"b": 1,\n       c: 2}\n',
    });
    assert.deepEqual(problemLines(text), ['error 9:7 prompts[0].expectation "{\\"b\\": 1,..."']);
    assert.match(
      messages(text),
      /isn't JSON: at line 2, column 2 a key in double quotes was expected, but there is "c: 2}/,
    );
  });
});
