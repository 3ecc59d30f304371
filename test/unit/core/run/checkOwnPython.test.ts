// Python that a benchmark brings and that can't be read is found before anything is sent. It is compiled, never run.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { checkOwnPython, ownPythonOf } from '../../../../src/core/run/checkOwnPython';
import { benchmarkOf } from '../checks/judged';
import { startSandbox } from '../testTypes/startSandbox';

const code = (kind: string, source: unknown): string => `{ expect: [{ ${kind}: ${JSON.stringify(source)} }] }`;

const fine = [
  'def judge(a):\n    return True\n',
  'judge = lambda a: True',
  'if True:\n    def judge(a): return 1\n',
  'class J: pass\nfrom helper import check as judge\n',
  'from helper import *\n',
  'globals()["jud" + "ge"] = len\n',
  'raise SystemExit("never run")\ndef judge(a): return True\n',
  'def judge(a): return "\\d"  # a warning of Python is none of ours\n',
  `def judge(a): return ${'['.repeat(150)}${']'.repeat(150)}\n`,
];

const broken: [source: string, problem: string][] = [
  ['def judge(a)\n    return a\n', "judge.py:1:13: This can't be read as Python: expected ':'."],
  ['def judge(a):\nreturn a\n', 'judge.py:2:1: '],
  ['def judge(a):\n\treturn a\n        return b\n', 'judge.py:3:'],
  ['def judge(a):\n    return (a\n', "judge.py:2:12: This can't be read as Python: '(' was never closed."],
  ['def judge(a):\n    print "x"\n', 'judge.py:2:5: '],
  ['return 1\n', "judge.py:1:1: This can't be read as Python: 'return' outside function."],
  ['def judge(a):\n    x = 1\n    nonlocal x\n', 'judge.py:3:5: '],
  ['def evaluate(a): return True\n', 'judge.py in expect of prompts[0] has no function judge('],
  ['# nothing yet\n', 'judge.py in expect of prompts[0] has no function judge('],
  ['def judge(a): return 1\0\n', "judge.py in expect of prompts[0] can't be read as Python: "],
];

describe('Python of a benchmark', function () {
  this.timeout(240_000);
  let python: PythonRunner;
  let folder: string;
  before(async () => {
    python = await startSandbox({ timeMs: 5000 });
    folder = mkdtempSync(join(tmpdir(), 'isb-python-'));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await python.dispose();
  });

  const problemsOf = async (...prompts: string[]): Promise<string[]> => {
    const files = filesBeside({ benchmarkFolder: folder, filesRoot: folder });
    const text = benchmarkOf(...prompts);
    const { benchmark, problems } = loadBenchmark(text, { knownProviders: [], files });
    assert.ok(benchmark, JSON.stringify(problems));
    const found = await checkOwnPython(ownPythonOf(benchmark, files), text, python, new AbortController().signal);
    return found.map(({ message }) => message);
  };
  const problemsOfFile = (source: string): Promise<string[]> => {
    writeFileSync(join(folder, 'judge.py'), source);
    return problemsOf('{ expect: [{ python: judge.py }] }');
  };

  for (const source of fine)
    it(`is taken: ${JSON.stringify(source.slice(0, 60))}`, async () => {
      assert.deepEqual(await problemsOfFile(source), []);
      assert.deepEqual(await problemsOfFile(`\uFEFF${source.replaceAll('\n', '\r\n')}`), []);
    });

  for (const [source, problem] of broken)
    it(`is refused with its place: ${JSON.stringify(source)}`, async () => {
      const [found = '', ...others] = await problemsOfFile(source);
      assert.equal(found.slice(0, problem.length), problem);
      assert.deepEqual(others, []);
    });

  it('is looked at in the benchmark itself, tests and what sets them up too, each once', async () => {
    const wrong = 'def judge(a):\n    retrun a\n';
    const found = await problemsOf(
      code('python', wrong),
      code('python', wrong),
      code('python_tests', ['assert f(1) == 1', 'assert f(2']),
      `{ expect: [{ python_tests: "assert f(1)", setup: "import = 1" }] }`,
      `{ skip: later, expect: [{ python_tests: "assert" }] }`,
    );
    assert.deepEqual(found, [
      "The Python in expect of prompts[0] can't be read as Python: line 2, `retrun a`: invalid syntax.",
      "The Python in expect of prompts[2] can't be read as Python: line 1, `assert f(2`: '(' was never closed.",
      "The Python in expect of prompts[3] can't be read as Python: line 1, `import = 1`: invalid syntax.",
    ]);
  });

  it('is named ten times at most, and counted in all of a large file', async () => {
    const tests = Array.from({ length: 450 }, (_, number) => code('python_tests', `assert f(${number}`));
    const found = await problemsOf(...tests);
    assert.equal(found.length, 11);
    assert.equal(found[10], "Python of 440 more checks can't be read.");
  });
});
