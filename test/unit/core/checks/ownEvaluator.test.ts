// `python` and `javascript`: what an evaluator may give, and that all that goes wrong in it is its own fault.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { promptHash } from '../../../../src/core/benchmark/promptHash';
import { JavaScriptSandbox } from '../../../../src/core/javascript/javascriptSandbox';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import type { Judging } from '../../../../src/core/testTypes/testType';
import { evaluate } from '../testTypes/evaluate';
import { startSandbox } from '../testTypes/startSandbox';
import { benchmarkOf, judgedBy, problemsOf, verdictBy } from './judged';

/** What the function gives, in both languages, and what it comes to. */
const gives: [python: string, javascript: string, verdict: string | RegExp, score: number | null][] = [
  ['True', 'true', 'correct', 1],
  ['False', 'false', 'incorrect: FILE says so.', 0],
  ['1', '1', 'correct', 1],
  ['0', '0', 'incorrect: It has a score of 0.', 0],
  ['0.5', '0.5', 'correct', 0.5],
  ['0.49', '0.49', 'incorrect: It has a score of 0.49.', 0.49],
  ['{"pass": True}', '({ pass: true })', 'correct', 1],
  ['{"pass": False, "reason": "too long"}', '({ pass: false, reason: "too long" })', 'incorrect: too long', 0],
  ['{"pass": False, "score": 0.9}', '({ pass: false, score: 0.9 })', 'incorrect: It has a score of 0.9.', 0.9],
  ['{"pass": True, "score": 0.1}', '({ pass: true, score: 0.1 })', 'correct', 0.1],
  ['{"verdict": "correct"}', '({ verdict: "correct" })', 'correct', 1],
  ['{"verdict": "Incorrect", "reason": " no "}', '({ verdict: "Incorrect", reason: " no " })', 'incorrect: no', 0],
  ['{"verdict": "pass", "score": 0.7}', '({ verdict: "pass", score: 0.7 })', 'correct', 0.7],
  ['{"score": 0.7}', '({ score: 0.7 })', 'correct', 0.7],
  ['{"score": 0.2, "reason": "little"}', '({ score: 0.2, reason: "little" })', 'incorrect: little', 0.2],
  ['answer == expectation["name"]', 'answer === expectation.name', 'correct', 1],
  ['variables["n"] == 3', 'variables.n === 3', 'correct', 1],
  ['2', '2', /^error: FILE: It gave 2, which is no verdict: expected true or false/, null],
  ['-0.1', '-0.1', /^error: FILE: It gave -0\.1/, null],
  ['None', 'null', /^error: FILE: It gave null/, null],
  ['"yes"', '"yes"', /^error: FILE: It gave "yes"/, null],
  ['[True]', '[true]', /^error: FILE: It gave \[true\]/, null],
  ['{"verdict": "maybe"}', '({ verdict: "maybe" })', /^error: FILE: It gave \{"verdict":"maybe"\}/, null],
  ['{"score": 1.5}', '({ score: 1.5 })', /^error: FILE: It gave \{"score":1\.5\}/, null],
  ['{"reason": "so"}', '({ reason: "so" })', /^error: FILE: It gave \{"reason":"so"\}/, null],
  ['answer.nothing.at.all', 'answer.nothing.at.all', /^error: FILE, line 2: (AttributeError|TypeError)/, null],
];

describe('A check by an evaluator of the user', function () {
  this.timeout(240_000);
  let python: PythonRunner;
  let javascript: JavaScriptSandbox;
  let folder: string;
  let more: Partial<Judging>;

  before(async () => {
    python = await startSandbox();
    javascript = new JavaScriptSandbox({ sandboxDirectory: resolve('dist', 'sandbox'), size: 1 });
    folder = mkdtempSync(join(tmpdir(), 'isb-evaluators-'));
    mkdirSync(join(folder, 'judges'));
    writeFileSync(
      join(folder, 'judges', 'judge.py'),
      'def judge(answer, expectation, variables):\n    return answer == "Ada"\n',
    );
    writeFileSync(join(folder, 'judge.mjs'), 'export default (answer) => answer === "Ada";\n');
    more = {
      python,
      javascript,
      variables: { n: 3 },
      files: filesBeside({ benchmarkFolder: folder, filesRoot: folder }),
    };
  });
  after(async () => {
    await Promise.all([python.dispose(), javascript.dispose()]);
    rmSync(folder, { recursive: true });
  });

  const codeOf = {
    python: (value: string) => `def judge(answer, expectation, variables):\n    return ${value}\n`,
    javascript: (value: string) => `function judge(answer, expectation, variables) {\n  return ${value}; }\n`,
  };
  for (const [inPython, inJavaScript, verdict, score] of gives) {
    for (const [word, value, file] of [
      ['python', inPython, 'judge.py'],
      ['javascript', inJavaScript, 'judge.js'],
    ] as const) {
      it(`in ${word} that gives ${value}`, async () => {
        const check = JSON.stringify({ [word]: codeOf[word](value), expectation: { name: 'Ada' } });
        const said = await verdictBy(check, ' Ada ', more);
        if (typeof verdict === 'string') assert.equal(said, verdict.replace('FILE', file));
        else assert.match(said, new RegExp(verdict.source.replace('FILE', file)));
        const { record, error } = await judgedBy(`{ expect: [${check}] }`, ' Ada ', more);
        assert.equal(record.checks?.[0]?.score, score);
        if (score === null) assert.equal(error?.kind, 'evaluator');
      });
    }
  }

  it('takes a threshold', async () => {
    const check = (threshold: number): string => `{ python: "def judge(a): return 0.7", threshold: ${threshold} }`;
    assert.equal(await verdictBy(check(0.7), 'x', more), 'correct');
    assert.equal(await verdictBy(check(0.71), 'x', more), 'incorrect: It has a score of 0.7.');
  });

  it('is given the value at a JSON path', async () => {
    assert.equal(
      await verdictBy('{ javascript: "(answer) => answer === \'Ada\'", at: $.name }', '{"name": "Ada"}', more),
      'correct',
    );
  });

  const load = (check: string): ReturnType<typeof loadBenchmark> =>
    loadBenchmark(benchmarkOf(`{ expect: [${check}] }`), {
      knownProviders: [],
      files: filesBeside({ benchmarkFolder: folder, filesRoot: folder }),
    });

  it('is a file beside the benchmark, which the run keeps and the hash of the prompt tells', () => {
    const { benchmark, problems, files } = load('{ python: judges/judge.py }, { javascript: judge.mjs }');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      files.named.map(({ path }) => path),
      ['judges/judge.py', 'judge.mjs'],
    );
    const [prompt] = benchmark!.prompts;
    const hash = promptHash('q', prompt!, []);
    writeFileSync(join(folder, 'judge.mjs'), 'export default (answer) => answer === "Bob";\n');
    assert.notEqual(
      promptHash('q', load('{ python: judges/judge.py }, { javascript: judge.mjs }').benchmark!.prompts[0]!, []),
      hash,
    );
    writeFileSync(join(folder, 'judge.mjs'), 'export default (answer) => answer === "Ada";\n');
  });

  it('judges by the file', async () => {
    const [judge] = load('{ python: judges/judge.py }, { javascript: judge.mjs }').benchmark!.prompts;
    for (const [answer, verdict] of [
      ['Ada', 'correct'],
      ['Bob', 'incorrect'],
    ] as const) {
      const { record } = await evaluate('checks', answer, judge!.expectation, more);
      assert.equal(record.verdict, verdict);
    }
  });

  it('is refused where the file is not there, not beside the benchmark, or no evaluator', () => {
    const said = (check: string): string =>
      load(check)
        .problems.map(({ message }) => message)
        .join('\n');
    assert.match(
      said('{ python: none.py }'),
      /^none\.py in expect of prompts\[0\] .*(not there|does not exist|no such)/i,
    );
    assert.match(said('{ python: ../judge.py }'), /^\.\.\/judge\.py in expect of prompts\[0\] /);
    assert.match(said('{ python: /etc/judge.py }'), /is an absolute path/);
    assert.match(said('{ javascript: "https://example.com/judge.js" }'), /is a web address/);
    assert.match(
      problemsOf('{ expect: [{ python: judge }] }').join('\n'),
      /must be a file such as `judge\.py`, or code with/,
    );
    assert.match(
      problemsOf('{ expect: [{ javascript: judge.py }] }').join('\n'),
      /must be a file such as `judge\.js`, or code with/,
    );
  });
});
