// `python_tests` as it stands in a file: what is made of what the tests came to. The tests themselves are tried in python/pythonTests.test.ts.

import assert from 'node:assert/strict';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { startSandbox } from '../testTypes/startSandbox';
import { judgedBy, problemsOf, verdictBy } from './judged';

const add = '```python\ndef add(a, b):\n    return a + b\n```';
const mbpp = '{ python_tests: ["assert add(2, 3) == 5", "assert add(-1, 1) == 0"] }';
const humanEval = JSON.stringify({
  python_tests: 'def check(candidate):\n    assert candidate(2) == 4\n    assert candidate(3) == 6\n',
  entry_point: 'double',
  prompt: 'def double(x):\n    """ Twice x. """\n',
});

describe('The check python_tests', function () {
  this.timeout(240_000);
  let python: PythonRunner;
  before(async () => {
    python = await startSandbox();
  });
  after(() => python.dispose());

  const table: [what: string, check: string, answer: string, verdict: string | RegExp][] = [
    ['a right function in a fence with words around it', mbpp, `Here it is:\n${add}\nIt adds.`, 'correct'],
    ['a body in a fence', humanEval, '```python\n    return 2 * x\n```', 'correct'],
    ['a body as it is', humanEval, '    y = x\n    return x + y', 'correct'],
    ['thinking before the body', humanEval, '<think>x * 3?</think>\nreturn 2 * x', 'correct'],
    [
      'a wrong function',
      mbpp,
      'def add(a, b): return a * b',
      'incorrect: `add(2, 3) == 5` does not hold: got 6, expected 5. 1 more did not hold.',
    ],
    [
      'one that raises',
      humanEval,
      'def double(x): raise ValueError("odd!")',
      /^incorrect: `candidate\(2\) == 4` ended with ValueError: odd\. 1 more/,
    ],
    [
      'one that exits',
      mbpp,
      `${add.replace('```python\n', '```python\nimport sys; sys.exit(0)\n')}`,
      /^incorrect: The answer ended its program before a test was run: SystemExit: 0\./,
    ],
    ['one that ends the interpreter', mbpp, 'import os; os._exit(0)', /^incorrect: /],
    ['one with another name', mbpp, 'def plus(a, b): return a + b', /NameError: name 'add' is not defined/],
    ['one that is no Python', mbpp, '```python\ndef add(a, b)\n```', /^incorrect: The program ended with SyntaxError/],
    [
      'one that needs what is missing',
      mbpp,
      'import numpy as np\ndef add(a, b): return int(np.add(a, b))',
      /^error: The program needs numpy, which the sandbox does not have/,
    ],
    [
      'one that needs threads',
      mbpp,
      'import threading\ndef add(a, b):\n    t = threading.Thread(target=print)\n    t.start()\n    return a + b',
      /^error: The program needs threads/,
    ],
    [
      'a list of tests as JSON in a text',
      JSON.stringify({ python_tests: '["assert add(1, 1) == 2"]' }),
      add,
      'correct',
    ],
    [
      'tests that are no Python',
      '{ python_tests: "assert add(1, 1) ==" }',
      add,
      /^error: The tests can't be run: SyntaxError/,
    ],
    ['tests without an assert', '{ python_tests: "add(1, 1)" }', add, 'error: The tests held no assert that was run.'],
    [
      'imports in one fence and the function in the next',
      mbpp,
      '```python\nimport math\n```\nThen:\n```python\ndef add(a, b): return int(math.fsum([a, b]))\n```',
      'correct',
    ],
    [
      'a helper in one fence and the function in the next',
      humanEval,
      '```python\ndef twice(x): return x * 2\n```\n```python\ndef double(x): return twice(x)\n```',
      'correct',
    ],
    ['a second fence that only shows how to use it', mbpp, `${add}\n${'```python\nadd(input(), 1)\n```'}`, 'correct'],
    [
      'the first of two functions of one name',
      mbpp,
      `${add.replace('+', '*')}\n${add}`,
      /^incorrect: `add\(2, 3\) == 5` does not hold: got 6/,
    ],
    ['no code at all', mbpp, 'I cannot say.', /^incorrect: /],
    ['a test under not', `{ not: ${mbpp} }`, add, /^incorrect: It should not be so/],
  ];
  for (const [what, check, answer, verdict] of table) {
    it(`judges ${what}`, async () => {
      const got = await verdictBy(check, answer, { python });
      if (typeof verdict === 'string') assert.equal(got, verdict);
      else assert.match(got, verdict);
    });
  }

  it('scores by the share of the assertions that held, and keeps what was run', async () => {
    const { record } = await judgedBy(
      `{ expect: [${mbpp}] }`,
      'def add(a, b):\n    print("x")\n    return abs(a) + b',
      { python },
    );
    assert.deepEqual([record.verdict, record.checks?.[0]?.score, record.python?.stdout], ['incorrect', 0.5, 'x\nx\n']);
    assert.equal(
      record.checks?.[0]?.got,
      '1 of 2 assertions held\n`add(-1, 1) == 0` does not hold: got 2, expected 0.',
    );
    assert.match(record.python?.code ?? '', /^def add/);
  });

  it('takes the names of a data file out of the variables', async () => {
    const prompt =
      '{ dynamic_variables: { test: "assert f() == 1", setup: "" }, expect: [{ python_tests: "{{test}}", setup: "{{setup}}" }] }';
    const { record } = await judgedBy(prompt, 'def f(): return 1', { python });
    assert.equal(record.verdict, 'correct');
  });

  it('is refused where it has no tests', () => {
    assert.match(problemsOf('{ expect: [{ python_tests: { a: 1 } }] }').join('\n'), /must be code with asserts/);
    assert.match(problemsOf('{ expect: [{ python_tests: "assert 1", entrypoint: f }] }').join('\n'), /entry_point/);
  });
});
