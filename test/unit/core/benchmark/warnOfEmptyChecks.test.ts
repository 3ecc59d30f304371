// Checks that say nothing are named, those that say little on purpose are not.

import assert from 'node:assert/strict';
import { problemsOf } from '../checks/judged';

describe('checks that say nothing', () => {
  for (const [prompt, message] of [
    ['test_type: raw_string_evaluator, expectation: ""', 'The expectation is empty, and an answer without text'],
    ['test_type: raw_string_evaluator, expectation: "  "', 'The expectation is empty'],
    ['expect: [{ equals: "" }]', '`equals` is empty, and an answer without text is never correct'],
    ['expect: [{ equals: "\\n" }]', '`equals` is empty'],
    ['expect: [{ one_of: [Paris, ""] }]', '`one_of` has an empty text'],
    ['expect: [{ contains: " " }]', '`contains` is nothing but blanks'],
    ['expect: [{ icontains: "\\t" }]', '`icontains` is nothing but blanks'],
    ['expect: [{ starts_with: " " }]', '`starts_with` is nothing but blanks'],
    ['expect: [{ contains_any: [Paris, " "] }]', '`contains_any` has a text that is nothing but blanks'],
    ['expect: [{ contains_all: [" "] }]', '`contains_all` has a text that is nothing but blanks'],
    ['expect: [{ not: { contains: " " } }]', '`contains` is nothing but blanks'],
    ['expect: [{ regex: ".*" }]', '`regex` matches every answer'],
    ['expect: [{ contains: x }, { regex: "a*|b" }]', '`regex` matches every answer'],
    ['expect: [{ number: 5, unit: " " }]', '`number` has a unit of nothing but blanks'],
    ['expect: [{ python_tests: " " }]', '`python_tests` has no tests'],
    ['expect: [{ python_tests: ["", " "] }]', '`python_tests` has no tests'],
  ] as const)
    it(`are warned of: ${prompt}`, () => {
      const [problem, ...others] = problemsOf(`{ ${prompt} }`);
      assert.ok(problem?.startsWith('warning 6:') && problem.includes(message), problem);
      assert.deepEqual(others, []);
    });

  for (const prompt of [
    'expect: [{ not: { equals: "" } }]',
    'expect: [{ equals: "", at: $.name }]',
    'expect: [{ regex: "^$|x" }]',
    'expect: [{ regex: "." }]',
    // Tried on a long text it would never be done.
    'expect: [{ regex: "^(.+)*$" }]',
    'expect: [{ regex: "^(?!.*sorry)" }]',
    'expect: [{ regex: "^[^a-z]*$" }]',
    'expect: [{ regex: "^[\\\\s\\\\S]{0,500}$" }]',
    'expect: [{ json_schema: {} }]',
    'expect: [{ similarity: abc, threshold: 0 }]',
    'expect: [{ contains: " a" }]',
    'test_type: execute_python_code_with_string_output, expectation: ""',
    'test_type: raw_string_evaluator, expectation: 0',
    'test_type: raw_string_evaluator, expectation: false',
  ])
    it(`are not those: ${prompt}`, () => assert.deepEqual(problemsOf(`{ ${prompt} }`), []));

  it('are refused where a list of tests has none, once and in words', () => {
    const [problem, ...others] = problemsOf('{ expect: [{ python_tests: [] }] }');
    assert.match(problem!, /^error 6:.*python_tests is empty: expected code with asserts, or a list of such texts/);
    assert.deepEqual(others, []);
  });

  it('are counted where a data file has many of them, and said once of all prompts', () => {
    const shared = problemsOf(
      '{ dynamic_variables: { a: 1 } }\n  - { dynamic_variables: { a: 2 } }\ndefaults: { expect: [{ contains: " " }] }\n#',
    );
    assert.equal(shared.filter((one) => one.includes('nothing but blanks')).length, 1, shared.join('\n'));
  });
});
