// The three evaluators that run Python, with the real sandbox and answers as models give them.

import assert from 'node:assert/strict';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import type { Evaluation } from '../../../../src/core/testTypes/testType';
import { SandboxError, type PythonRunner } from '../../../../src/core/python/pythonRunner';
import { testTypeFacets } from '../../../../src/shared/testTypes/testTypeFacets';
import { testTypeNames, type TestTypeName, type Expectation } from '../../../../src/shared/run/benchmark';
import { startSandbox } from './startSandbox';
import { evaluate as evaluateAnswer } from './evaluate';

const fence = '```';
const python = (code: string): string => `${fence}python\n${code}\n${fence}`;

describe('evaluators that run Python', () => {
  let sandbox: PythonRunner;
  before(async () => {
    sandbox = await startSandbox({ timeMs: 1500, outputBytes: 100_000 });
  });
  after(() => sandbox?.dispose());

  const evaluate = (
    name: TestTypeName,
    response: string,
    expectation: Expectation,
    runner = sandbox,
  ): Promise<Evaluation> => evaluateAnswer(name, response, expectation, { python: runner });

  /** `correct 15` or `incorrect x: reason`. */
  const verdict = async (name: TestTypeName, response: string, expectation: Expectation): Promise<string> => {
    const { record } = await evaluate(name, response, expectation);
    return `${record.verdict} ${record.got}${record.reason ? ` | ${record.reason}` : ''}`;
  };

  describe('execute_python_code_with_num_output', () => {
    const number = (response: string, expectation: Expectation): Promise<string> =>
      verdict('execute_python_code_with_num_output', response, expectation);
    for (const [what, response, expectation, expected] of [
      ['a program in a fence', python('print(5 + 5)'), '10.0', 'correct 10'],
      ['a program without one', 'print((5 + 5) / 2 * 3)', '15.0', 'correct 15.0'],
      [
        'words around the fence',
        `Sure!\n\n${python('def f(a):\n    return a * 2\n\nprint(f(21))')}\n\nThis prints 42.`,
        42,
        'correct 42',
      ],
      ['thinking before it', `<think>print(1)?</think>\n${python('print(2)')}`, 2, 'correct 2'],
      ['a program in quotes', '"print(7)"', 7, 'correct 7'],
      ['a program in backticks', '`print(7)`', 7, 'correct 7'],
      ['a rounding error', 'print(0.1 + 0.2)', 0.3, 'correct 0.30000000000000004'],
      ['a number written otherwise', 'print(1e3)', '1000', 'correct 1000.0'],
      ['a minus zero', 'print(-0.0)', 0, 'correct -0.0'],
      ['more digits than a float holds', 'print(2**64)', '18446744073709551616', 'correct 18446744073709551616'],
      ['one off in them', 'print(2**64 + 1)', '18446744073709551616', 'incorrect 18446744073709551617'],
      ['an exit at the end', 'import sys\nprint(3)\nsys.exit(0)', 3, 'correct 3'],
      ['a warning beside it', 'import sys\nprint("careful", file=sys.stderr)\nprint(3)', 3, 'correct 3'],
      ['a module of the standard library', 'import math\nprint(math.comb(5, 2))', 10, 'correct 10'],
      ['another number', 'print(30)', '15.0', 'incorrect 30'],
      ['a number just off', 'print(1.00001)', 1, 'incorrect 1.00001'],
      [
        'words in the output',
        'print("The answer is", 15)',
        15,
        'incorrect The answer is 15 | What the program printed is not a number.',
      ],
      [
        'several lines of output',
        'print(5)\nprint(10)',
        10,
        'incorrect 5\n10 | The program printed 2 lines where one number was expected.',
      ],
      [
        'thousands set apart',
        'print(f"{1000:,}")',
        1000,
        'incorrect 1,000 | What the program printed is not a number.',
      ],
      ['a boolean', 'print(True)', 1, 'incorrect True | What the program printed is not a number.'],
      ['nothing printed', 'x = 15', 15, 'incorrect  | The program printed nothing.'],
      [
        'an exception',
        python('print(1 / 0)'),
        15,
        'incorrect ZeroDivisionError: division by zero | The program ended with ZeroDivisionError: division by zero',
      ],
      [
        'an exception after the number',
        'print(15)\nraise ValueError("late")',
        15,
        'incorrect ValueError: late | The program ended with ValueError: late',
      ],
      [
        'a failing exit',
        'import sys\nprint(15)\nsys.exit(3)',
        15,
        'incorrect SystemExit: 3 | The program ended with SystemExit: 3',
      ],
      ['a question for input', 'print(int(input()))', 15, /^incorrect EOFError.* \| The program ended with EOFError/],
      ['no Python at all', 'The answer is 15.', 15, /^incorrect SyntaxError.* \| The program ended with SyntaxError/],
      [
        'a program without end',
        'while True: pass',
        15,
        'incorrect time limit of 1.5 s reached | The program was stopped because it ran longer than 1.5 s.',
      ],
      [
        'endless output',
        'while True: print("x" * 1000)',
        15,
        'incorrect output limit of 100000 bytes reached | The program was stopped because it printed more than 100000 bytes.',
      ],
      [
        'too much memory',
        'x = [0] * 10**9',
        15,
        'incorrect memory limit of 256 MB reached | The program was stopped because it needed more than 256 MB of memory.',
      ],
      [
        'a killed interpreter',
        'import os\nos.abort()',
        15,
        /^incorrect crashed: .* \| The program made the Python interpreter crash/,
      ],
    ] as const) {
      it(`judges ${what}`, async () => {
        const got = await number(response, expectation);
        if (typeof expected === 'string') assert.equal(got, expected);
        else assert.match(got, expected);
      });
    }

    it('records what ran', async () => {
      const { record } = await evaluate('execute_python_code_with_num_output', `Here:\n${python('print(5)')}`, '5.0');
      const { durationMs, ...ran } = record.python!;
      assert.ok(durationMs >= 0);
      assert.deepEqual(
        { ...record, python: ran },
        {
          testType: 'execute_python_code_with_num_output',
          answer: 'print(5)',
          expected: '5.0',
          got: '5',
          verdict: 'correct',
          python: { code: 'print(5)', stdout: '5\n', outcome: 'finished' },
        },
      );
      const failed = await evaluate('execute_python_code_with_num_output', '1/0', 5);
      assert.equal(failed.record.python?.outcome, 'raised: ZeroDivisionError: division by zero');
    });

    it('compares text with an expectation that is no number, should one get here', async () => {
      assert.equal(await number('print("x")', 'x'), 'correct x');
      assert.equal(await number('print("y")', 'x'), 'incorrect y');
    });
  });

  describe('execute_python_code_with_string_output', () => {
    for (const [what, code, expectation, expected] of [
      ['the same text', 'print("dlrow olleh")', 'dlrow olleh', 'correct dlrow olleh'],
      ['blanks around it', 'print("  x  ")', 'x', 'correct x'],
      ['several lines', 'print("a")\nprint("b")', 'a\nb', 'correct a\nb'],
      ['Windows line ends', 'print("a\\r\\nb")', 'a\nb', 'correct a\nb'],
      ['a number for a float', 'print(3)', '3.0', 'correct 3'],
      ['a float for a number', 'print(3.0)', 3, 'correct 3.0'],
      ['a number written otherwise', 'print(1000)', '1e3', 'correct 1000'],
      ['a number that is only close', 'print(0.1 + 0.2)', '0.3', 'incorrect 0.30000000000000004'],
      ['True for the text', 'print(True)', 'True', 'correct True'],
      ['True for a boolean', 'print(1 == 1)', true, 'correct True'],
      ['true for a boolean', 'print("true")', true, 'correct true'],
      ['False for true', 'print(False)', true, 'incorrect False'],
      ['1 for true', 'print(1)', true, 'incorrect 1'],
      ['a list', 'print([[1, 2], [3]])', '[[1, 2], [3]]', 'correct [[1, 2], [3]]'],
      ['a list for a YAML list', 'print([1, "a", True, None])', [1, 'a', true, null], "correct [1, 'a', True, None]"],
      ['a dictionary for a YAML map', "print({'h': 1, 'e': [2]})", { h: 1, e: [2] }, "correct {'h': 1, 'e': [2]}"],
      ['other quotes', 'print(\'["a"]\')', "['a']", 'incorrect ["a"]'],
      ['another case', 'print("X")', 'x', 'incorrect X'],
      ['nothing for nothing', 'pass', '', 'correct '],
      ['None', 'print(None)', 'None', 'correct None'],
      ['letters of all kinds', 'print("größe 東京 🍎")', 'größe 東京 🍎', 'correct größe 東京 🍎'],
    ] as const) {
      it(`judges ${what}`, async () =>
        assert.equal(
          await verdict('execute_python_code_with_string_output', python(code), expectation as Expectation),
          expected,
        ));
    }
  });

  describe('python_print_execution_with_num_output', () => {
    for (const [what, response, expectation, expected] of [
      ['an expression', '44 + 35 - 19', '60', 'correct 60'],
      ['an expression in a fence', python('(63 + 1) * 1'), 64, 'correct 64'],
      ['an expression in backticks', '`5+5`', 10, 'correct 10'],
      ['an expression in a fence on one line', `${fence}5+5${fence}`, 10, 'correct 10'],
      ['an expression over several lines', '5\n+ 5', 10, 'correct 10'],
      ['a comment behind it', '5 + 5  # ten', 10, 'correct 10'],
      ['a built-in function', 'sum([1, 2, 3])', 6, 'correct 6'],
      ['a generator', 'sum(n for n in range(4))', 6, 'correct 6'],
      ['another number', '5 + 6', 10, 'incorrect 11'],
      [
        'a print of its own',
        'print(5)',
        5,
        'incorrect 5\nNone | The program printed 2 lines where one number was expected.',
      ],
      ['an equation', '5 + 5 = 10', 10, /^incorrect SyntaxError/],
      ['an assignment', 'x = 10', 10, /^incorrect TypeError/],
      ['two values', '5, 5', 10, 'incorrect 5 5 | What the program printed is not a number.'],
      ['two statements', 'a = 5\na + 5', 10, /^incorrect SyntaxError/],
      ['words', 'The equation is 5 + 5', 10, /^incorrect SyntaxError/],
      ['a division by zero', '1 / 0', 10, /^incorrect ZeroDivisionError/],
    ] as const) {
      it(`judges ${what}`, async () => {
        const got = await verdict('python_print_execution_with_num_output', response, expectation);
        if (typeof expected === 'string') assert.equal(got, expected);
        else assert.match(got, expected);
      });
    }

    it('records the program with the print around it', async () => {
      const { record } = await evaluate('python_print_execution_with_num_output', '5 + 5', 10);
      assert.equal(record.answer, '5 + 5');
      assert.equal(record.python?.code, 'print(\n5 + 5\n)');
    });
  });

  describe('when there is nothing to judge', () => {
    for (const response of ['', '  \n', '<think>hm', `${fence}python\n${fence}`]) {
      it(`calls ${JSON.stringify(response)} an error, not an incorrect answer`, async () => {
        for (const name of testTypeNames.slice(0, 5)) {
          const { record, error } = await evaluate(name, response, name === 'json_validator_eval' ? '{}' : '5');
          assert.equal(record.verdict, 'error');
          assert.equal(error?.kind, 'emptyAnswer');
          assert.equal(record.reason, error?.message);
        }
      });
    }

    it('says when the sandbox failed', async () => {
      const broken: PythonRunner = {
        start: () => sandbox.start(),
        run: () => Promise.reject(new SandboxError('It is gone. Build it again.')),
        dispose: () => Promise.resolve(),
      };
      const { record, error } = await evaluate('execute_python_code_with_num_output', 'print(5)', 5, broken);
      assert.deepEqual(error, { kind: 'sandbox', message: 'The answer could not be run: It is gone. Build it again.' });
      assert.equal(record.verdict, 'error');
      assert.equal(record.answer, 'print(5)');
      const { error: none } = await evaluateAnswer('execute_python_code_with_num_output', 'print(5)', 5);
      assert.equal(none?.kind, 'sandbox');
    });

    it('says when judging failed', async () => {
      const broken: PythonRunner = {
        start: () => sandbox.start(),
        run: () => Promise.reject(new TypeError('what?')),
        dispose: () => Promise.resolve(),
      };
      const { error } = await evaluate('execute_python_code_with_num_output', 'print(5)', 5, broken);
      assert.deepEqual(error, { kind: 'evaluator', message: 'The answer could not be judged: what?' });
    });

    it('throws the reason when it is aborted', async () => {
      const controller = new AbortController();
      const reason = new Error('cancelled by the user');
      const judging = evaluateAnswer('execute_python_code_with_num_output', 'while True: pass', 5, {
        python: sandbox,
        signal: controller.signal,
      });
      controller.abort(reason);
      await assert.rejects(judging, reason);
    });
  });

  it('are the ones that say so', () => {
    assert.deepEqual(
      testTypeNames.filter((name) => testTypeFacets[name].runsPython),
      testTypeNames.slice(0, 3),
    );
    for (const name of testTypeNames) assert.equal(findTestType(name).name, name);
  });
});
