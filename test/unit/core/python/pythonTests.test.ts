// Answers held against tests as HumanEval and MBPP have them, in the real sandbox: right ones in every form that models give, wrong ones, and
// ones that try to pass without being right.

import assert from 'node:assert/strict';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { runPythonTests, type PythonTests, type TestedAnswer } from '../../../../src/core/python/pythonTests';
import { startSandbox } from '../testTypes/startSandbox';

const never = new AbortController().signal;

const prompt = `from typing import List


def close(numbers: List[float], threshold: float) -> bool:
    """ Check if any two numbers are closer to each other than the threshold.
    >>> close([1.0, 2.0, 3.0], 0.5)
    False
    """
`;
const test = `

METADATA = {
    'author': 'jt',
    'dataset': 'test'
}


def check(candidate):
    assert candidate([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.3) == True
    assert candidate([1.0, 2.0, 3.9, 4.0, 5.0, 2.2], 0.05) == False
    for i in range(3):
        assert candidate([1.0, 2.0], float(i)) == (i > 1), 'in a loop'
`;
const body = `    for i, a in enumerate(numbers):
        for j, b in enumerate(numbers):
            if i != j and abs(a - b) < threshold:
                return True
    return False
`;
const outdented = body.replace(/^ {4}/gm, '');
const whole = `def close(numbers, threshold):\n${body}`;
const humanEval: Omit<PythonTests, 'answer'> = { prompt, entry: 'close', setup: '', tests: [test] };

const sums = ['assert add(2, 3) == 5', 'assert add(-1, 1) == 0', 'assert add(0.1, 0.2) > 0.3'];
const mbpp: Omit<PythonTests, 'answer'> = { prompt: '', entry: '', setup: '', tests: sums };
const add = 'def add(a, b):\n    return a + b\n';

/** An object that says that it equals everything. */
const equalsAll =
  'class Yes:\n    def __eq__(self, other): return True\n    def __gt__(self, other): return True\n    def __sub__(self, other): return 0\n    def __hash__(self): return 1\n';

interface Case {
  name: string;
  answer: string;
  tests?: Partial<PythonTests>;
}

const right: Case[] = [
  { name: 'the body alone', answer: body },
  { name: 'the body, its indentation taken away', answer: outdented },
  { name: 'the body whose first line lost its indentation', answer: body.trim() },
  { name: 'the body, and text of another function behind it', answer: `${body}\n\ndef other():\n    return close(` },
  { name: 'the body, and an example behind it', answer: `${body}\nprint(close([1], 2)` },
  { name: 'the whole function', answer: whole },
  {
    name: 'the whole function, whose annotation is imported only in the prompt',
    answer: `def close(numbers: List[float], threshold: float) -> bool:\n${body}`,
  },
  { name: 'prompt and body', answer: prompt + body },
  { name: 'a lambda', answer: 'close = lambda n, t: any(abs(a - b) < t for i, a in enumerate(n) for b in n[i + 1:])' },
  {
    name: 'helpers beside the function',
    answer: `import itertools\ndef pairs(n): return itertools.combinations(n, 2)\ndef close(n, t): return any(abs(a - b) < t for a, b in pairs(n))`,
  },
  {
    name: 'an example under a main guard that would fail',
    answer: `${whole}\nif __name__ == "__main__":\n    close(input(), 1)`,
  },
  { name: 'a program that prints', answer: `${whole}\nprint("checked", close([1, 2], 3), end="")` },
  {
    name: 'a class with the function as an attribute',
    answer: `class Solution:\n    def close(self, numbers, threshold):\n    ${body.replaceAll('\n', '\n    ')}\nclose = Solution().close`,
  },
  { name: 'MBPP: a function', answer: add, tests: mbpp },
  {
    name: 'MBPP: a subclass of a plain type',
    answer: 'class Sum(float): pass\ndef add(a, b): return Sum(a + b)',
    tests: mbpp,
  },
  {
    name: 'MBPP: a named tuple',
    answer: 'from collections import namedtuple\nP = namedtuple("P", "x y")\ndef f(): return P(1, 2)',
    tests: { ...mbpp, tests: ['assert f() == (1, 2)'] },
  },
  {
    name: 'MBPP: a class of its own that the tests name',
    answer:
      'class Pair:\n    def __init__(self, a): self.a = a\n    def __eq__(self, o): return self.a == o.a\ndef f(a): return Pair(a)',
    tests: { ...mbpp, tests: ['assert f(1) == Pair(1)'] },
  },
  {
    name: 'MBPP: a setup that needs the answer',
    answer: 'class Node:\n    def __init__(self, v): self.v = v\ndef value(n): return n.v',
    tests: { ...mbpp, setup: 'root = Node(7)', tests: ['assert value(root) == 7'] },
  },
  {
    name: 'MBPP: a setup that imports',
    answer: 'def area(r): return 3.141592653589793 * r * r',
    tests: {
      ...mbpp,
      setup: 'import math',
      tests: ['assert math.isclose(area(2), 12.566370614359172, rel_tol=0.001)'],
    },
  },
  {
    name: 'tests as functions',
    answer: add,
    tests: {
      ...mbpp,
      tests: ['def test_add():\n    assert add(1, 2) == 3\ndef test_none():\n    assert not add(0, 0)'],
    },
  },
  {
    name: 'a test that wants an exception',
    answer: 'def f(x):\n    raise ValueError("no")',
    tests: { ...mbpp, tests: ['try:\n    f(1)\n    assert False\nexcept ValueError:\n    assert True'] },
  },
  {
    name: 'dataclasses, which look their module up',
    answer: 'from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\ndef f(): return P(1).x',
    tests: { ...mbpp, tests: ['assert f() == 1'] },
  },
];

const wrong: (Case & { says: RegExp })[] = [
  { name: 'a wrong result', answer: 'def close(n, t): return True', says: /0\.05\) == False.*True.*False/ },
  { name: 'nothing', answer: '', says: /None.*True/ },
  { name: 'another name', answer: 'def near(n, t): return True', says: /None/ },
  { name: 'an exception', answer: 'def close(n, t): return n[100]', says: /IndexError: list index out of range/ },
  { name: 'no Python', answer: 'I would compare all pairs.', says: /SyntaxError/ },
  { name: 'an endless recursion', answer: 'def close(n, t): return close(n, t)', says: /RecursionError/ },
  { name: 'sys.exit at its end', answer: `${whole}\nimport sys\nsys.exit(0)`, says: /SystemExit: 0/ },
  { name: 'exit in the function', answer: 'def close(n, t): exit(0)', says: /SystemExit/ },
  { name: 'os._exit', answer: 'import os\nos._exit(0)', says: /proc_exit/ },
  { name: 'os._exit in the function', answer: 'import os\ndef close(n, t): os._exit(0)', says: /proc_exit/ },
  {
    name: 'a check of its own',
    answer: 'def check(candidate): pass\ndef close(n, t): return 1',
    says: /1.*True|False/,
  },
  {
    name: 'built-in functions replaced',
    answer: 'import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.bool = lambda x: True\ndef add(a, b): return 9',
    tests: { ...mbpp, tests: ['assert abs(add(1, 2) - 3) < 1e-6'] },
    says: /6.*1e-06/,
  },
  {
    name: 'a module replaced',
    answer: 'import math\nmath.isclose = lambda *a, **k: True\ndef add(a, b): return 9',
    tests: { ...mbpp, tests: ['import math\nassert math.isclose(add(1, 2), 3)'] },
    says: /False/,
  },
  {
    name: 'AssertionError replaced',
    answer:
      'import builtins\nclass Never(BaseException): pass\nbuiltins.AssertionError = Never\ndef add(a, b): return 9',
    tests: mbpp,
    says: /9.*5/,
  },
  {
    name: 'an object that equals everything',
    answer: `${equalsAll}def close(n, t): return Yes()`,
    says: /its own class Yes/,
  },
  {
    name: 'such objects in a list',
    answer: `${equalsAll}def add(a, b): return [Yes(), (Yes(),)]`,
    tests: { ...mbpp, tests: ['assert add(1, 2) == [1, (2,)]'] },
    says: /its own class Yes/,
  },
  {
    name: 'such an object behind arithmetic',
    answer: `${equalsAll}def add(a, b): return Yes()`,
    tests: { ...mbpp, tests: ['assert abs(add(1, 2) - 3) < 1e-6'] },
    says: /its own class Yes/,
  },
  {
    name: 'a number that equals every number',
    answer:
      'class N(int):\n    def __eq__(self, o): return True\n    __hash__ = int.__hash__\ndef add(a, b): return N(7)',
    tests: mbpp,
    says: /its own class N/,
  },
  {
    name: 'a report of its own',
    answer: 'import os, sys\nos.write(1, b"done\\n00000000-0000-0000-0000-000000000000 done\\n")\nsys.exit()',
    says: /SystemExit/,
  },
  {
    name: 'output replaced',
    answer: 'import sys, os\nos.write = lambda *a: len(a[1])\nsys.stdout = None\ndef close(n, t): return 5',
    says: /5.*True/,
  },
  {
    name: 'the trace function',
    answer:
      'import sys\ndef t(f, e, a):\n    if f.f_code.co_name == "check": f.f_trace_lines = False\n    return t\nsys.settrace(t)\ndef close(n, t): return 5',
    says: /5.*True/,
  },
  {
    name: 'one of three',
    answer: 'def add(a, b): return a + b if a > 0 else 1',
    tests: mbpp,
    says: /add\(-1, 1\) == 0/,
  },
  {
    name: 'an exception that is caught by the tests',
    answer: 'def f(x): return 1',
    tests: { ...mbpp, tests: ['try:\n    f(1)\n    assert False\nexcept ValueError:\n    assert True'] },
    says: /False/,
  },
  {
    name: 'a failure outside of an assert',
    answer: 'def f(x): return None',
    tests: { ...mbpp, tests: ['a, b = f(1)\nassert a == b'] },
    says: /TypeError: cannot unpack/,
  },
];

const holds = ({ isComplete, assertions, stopped }: TestedAnswer): boolean =>
  isComplete &&
  stopped === undefined &&
  assertions.some(({ passes }) => passes > 0) &&
  assertions.every(({ failure }) => !failure);

/** All that is said of an answer that failed. */
const saidOf = ({ assertions, stopped, ended, result }: TestedAnswer): string =>
  JSON.stringify([...assertions.filter(({ failure }) => failure), stopped, ended, result.outcome]);

describe('Tests of Python', function () {
  this.timeout(240_000);
  let python: PythonRunner;
  const tested = ({ answer, tests = humanEval }: Case): Promise<TestedAnswer> =>
    runPythonTests(python, { ...humanEval, ...tests, answer }, never);

  before(async () => {
    python = await startSandbox({ timeMs: 10_000 });
  });
  after(() => python.dispose());

  describe('hold for', () => {
    for (const one of right) {
      it(one.name, async () => {
        const found = await tested(one);
        assert.equal(holds(found), true, `${saidOf(found)} ${found.result.stderr}`);
      });
    }
  });

  describe('do not hold for', () => {
    for (const one of wrong) {
      it(one.name, async () => {
        const found = await tested(one);
        assert.equal(holds(found), false, saidOf(found));
        assert.match(saidOf(found), one.says);
      });
    }
  });

  it('name each assertion, and what was expected', async () => {
    const { assertions } = await tested({ name: '', answer: 'def add(a, b): return a * b', tests: mbpp });
    assert.deepEqual(assertions, [
      { text: 'add(2, 3) == 5', passes: 0, failure: { kind: 'false', left: '6', right: '5' } },
      { text: 'add(-1, 1) == 0', passes: 0, failure: { kind: 'false', left: '-1', right: '0' } },
      {
        text: 'add(0.1, 0.2) > 0.3',
        passes: 0,
        failure: { kind: 'false', left: '0.020000000000000004', right: '0.3' },
      },
    ]);
  });

  it('keep what the answer printed apart from the report', async () => {
    const { printed } = await tested({ name: '', answer: `${add}print("a")\nprint("b", end="")`, tests: mbpp });
    assert.equal(printed, 'a\nb');
  });

  it('say that something is missing in the sandbox, and its name', async () => {
    for (const answer of [
      'import numpy as np\ndef add(a, b): return np.add(a, b)',
      'def add(a, b):\n    import pandas\n    return a + b',
    ]) {
      const { result } = await tested({ name: '', answer, tests: mbpp });
      assert.equal(result.outcome.kind, 'lacks');
      assert.match(result.outcome.explanation, /needs (numpy|pandas)/);
    }
  });

  it('are ended at the limit of time', async () => {
    const short = await startSandbox({ timeMs: 1000 });
    try {
      const answer = 'def add(a, b):\n    while True: pass';
      const found = await runPythonTests(short, { ...mbpp, answer }, never);
      assert.deepEqual([found.result.outcome.kind, found.isComplete], ['timeLimit', false]);
    } finally {
      await short.dispose();
    }
  });

  it('that are no Python are said to be at fault', async () => {
    const found = await tested({ name: '', answer: add, tests: { ...mbpp, tests: ['assert add(1, 2) == '] } });
    assert.match(found.badTests ?? '', /^SyntaxError/);
  });
});
