// Values of a benchmark file that YAML would take for something else.

import assert from 'node:assert/strict';
import { benchmarkText, load } from './benchmarkProblems';

describe('values as they are written', () => {
  const variable = (written: string): unknown =>
    load(benchmarkText({ prompts: `prompts: [{ dynamic_variables: { a: ${written} }, expectation: x }]` })).benchmark
      ?.prompts[0]?.dynamic_variables?.['a'];
  const expectation = (evaluator: string, written: string): unknown =>
    load(
      benchmarkText({
        evaluator: `evaluator: ${evaluator}`,
        prompts: `prompts: [{ dynamic_variables: { a: 1 }, expectation: ${written} }]`,
      }),
    ).benchmark?.prompts[0]?.expectation;

  for (const [written, value] of [
    ['5', 5],
    ['-2.5', -2.5],
    ['1.50', '1.50'],
    ['3.0', '3.0'],
    ['007', '007'],
    ['0x1F', '0x1F'],
    ['1e3', '1e3'],
    ['123456789012345678901234', '123456789012345678901234'],
    ['true', true],
    ['True', 'True'],
    ['yes', 'yes'],
    ['2025-03-12', '2025-03-12'],
    ['12:30', '12:30'],
    ['"1.50"', '1.50'],
    ['!!str 1.50', '1.50'],
  ] as const) {
    it(`puts ${written} into prompts as ${JSON.stringify(value)}`, () => assert.equal(variable(written), value));
  }

  for (const [evaluator, written, value] of [
    ['raw_string_evaluator', '3.0', '3.0'],
    ['raw_string_evaluator', '0x1F', '0x1F'],
    ['raw_string_evaluator', 'true', true],
    ['execute_python_code_with_string_output', '3.0', '3.0'],
    ['execute_python_code_with_string_output', '0x1F', 31],
    ['execute_python_code_with_num_output', '15', 15],
    ['execute_python_code_with_num_output', '15.0', '15.0'],
    ['execute_python_code_with_num_output', '"15.0"', '15.0'],
    ['execute_python_code_with_num_output', '0x1F', 31],
    ['execute_python_code_with_num_output', '123456789012345678901234', '123456789012345678901234'],
    ['json_validator_eval', '3.0', 3],
  ] as const) {
    it(`expects ${written} of ${evaluator} as ${JSON.stringify(value)}`, () =>
      assert.equal(expectation(evaluator, written), value));
  }

  it('shows a number that is refused with the digits that it has', () => {
    const { problems } = load(
      benchmarkText({ models: 'parameters: { seed: 9007199254740993 }\nmodels: [openai~gpt-4o]' }),
    );
    const [said] = problems.map(({ message }) => message).filter((message) => message.includes('seed'));
    assert.match(said ?? '', /the number 9007199254740993\./);
  });

  it('keeps maps and lists as expectations', () => {
    assert.deepEqual(expectation('json_validator_eval', '{ a: [1, 2.50, null], b: { c: true } }'), {
      a: [1, 2.5, null],
      b: { c: true },
    });
    assert.deepEqual(expectation('execute_python_code_with_string_output', '[1, 2]'), [1, 2]);
  });

  it('drops names without a value', () => {
    const { benchmark } = load(
      benchmarkText({ prompts: 'prompts: [{ dynamic_variables: { a: 1, b: , c: null }, expectation: x }]' }),
    );
    assert.deepEqual(benchmark?.prompts[0]?.dynamic_variables, { a: 1 });
  });

  it('keeps keys that JavaScript objects have by themselves apart', () => {
    const { benchmark } = load(
      benchmarkText({
        base_prompt: 'base_prompt: "{{__proto__}} {{toString}}"',
        prompts: `prompts:
  - { dynamic_variables: { __proto__: 5, toString: 6 }, expectation: x }
  - { dynamic_variables: { __proto__: five, toString: six }, expectation: x }`,
      }),
    );
    const values = benchmark?.prompts.map(({ dynamic_variables = {} }) => Object.entries(dynamic_variables));
    assert.deepEqual(values, [
      [
        ['__proto__', 5],
        ['toString', 6],
      ],
      [
        ['__proto__', 'five'],
        ['toString', 'six'],
      ],
    ]);
  });
});
