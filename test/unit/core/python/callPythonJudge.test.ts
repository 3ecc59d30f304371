// A user's own evaluator in Python: what it may give, and whose fault it is when it gives nothing.

import assert from 'node:assert/strict';
import type { JudgeOutcome } from '../../../../src/core/python/ownJudge';
import { callPythonJudge } from '../../../../src/core/python/callPythonJudge';
import type { PythonRunner } from '../../../../src/core/python/pythonRunner';
import { startSandbox } from '../testTypes/startSandbox';

const never = new AbortController().signal;
const answer = 'a "quoted" text\n\u0000 \u2028 é 😀 \\ \'\'\' """ {x} %s';

describe('An evaluator in Python', function () {
  this.timeout(240_000);
  let python: PythonRunner;
  const judged = (source: string, said = answer): Promise<JudgeOutcome> =>
    callPythonJudge(
      python,
      {
        file: 'judge.py',
        source,
        answer: said,
        expectation: { name: 'Ada', born: 1815 },
        variables: { task: 'x', n: 2 },
      },
      never,
    );

  before(async () => {
    python = await startSandbox({ timeMs: 2000 });
  });
  after(() => python.dispose());

  const gives: [source: string, value: unknown][] = [
    ['def judge(answer, expectation, variables): return True', true],
    ['def judge(answer, expectation, variables): return answer == "nothing"', false],
    ['def judge(a, e, v): return [a, e, v]', [answer, { name: 'Ada', born: 1815 }, { task: 'x', n: 2 }]],
    ['def judge(answer): return len(answer)', [...answer].length],
    ['def judge(answer, expectation): return expectation["born"]', 1815],
    ['def judge(*all): return len(all)', 3],
    ['def judge(answer, expectation, variables, strict=True): return strict', true],
    ['judge = lambda a, e, v: 0.25', 0.25],
    [
      'class J:\n    def __call__(self, a, e, v): return {"pass": True, "score": 1, "reason": "é"}\njudge = J()',
      { pass: true, score: 1, reason: 'é' },
    ],
    ['from functools import partial\ndef j(k, a, e, v): return k\njudge = partial(j, 0.5)', 0.5],
    ['def judge(a, e, v):\n    print("noise " * 10)\n    return {"verdict": "correct"}', { verdict: 'correct' }],
    ['import random, time\ndef judge(a, e, v): return [random.random(), time.tzname[0], hash("x") % 7]', undefined],
    ['import json, re, datetime\ndef judge(a, e, v): return bool(re.search("quoted", a))', true],
  ];
  for (const [source, value] of gives) {
    it(`gives what it gave: ${source.split('\n').at(-1) ?? ''}`, async () => {
      const outcome = await judged(source);
      if (value === undefined) assert.deepEqual(outcome, await judged(source), 'the same each time');
      else assert.deepEqual(outcome, { value });
    });
  }

  const faults: [name: string, source: string, fault: RegExp][] = [
    [
      'raises',
      'def judge(a, e, v):\n    x = 1\n    return a.nothing',
      /^judge\.py, line 3: AttributeError: 'str' object has no attribute 'nothing'$/,
    ],
    [
      'raises in a library',
      'import json\ndef judge(a, e, v):\n    return json.loads(a)',
      /^judge\.py, line 3: JSONDecodeError: /,
    ],
    ['is no Python', 'def judge(a, e, v)\n    return 1', /^judge\.py, line 1: SyntaxError: expected ':'/],
    ['has no function judge', 'def evaluate(a): return True', /no function judge\(answer, expectation, variables\)/],
    ['is empty', '', /no function judge/],
    [
      'wants more than there is',
      'def judge(a, b, c, d): return 1',
      /^judge\.py: TypeError: judge\(\) missing 1 required/,
    ],
    ['never ends', 'def judge(a, e, v):\n    while True: pass', /ran longer than 2 s/],
    ['takes all memory', 'def judge(a, e, v): return len("x" * 10**9)', /memory|MemoryError/i],
    ['recurses without end', 'def judge(a, e, v): return judge(a, e, v)', /RecursionError/],
    ['exits', 'import sys\ndef judge(a, e, v): sys.exit(0)', /^judge\.py, line 2: SystemExit: 0/],
    ['exits at once', 'import os\nos._exit(0)', /judge\.py: .*_exit/],
    ['gives a set', 'def judge(a, e, v): return {1}', /It gave \{1\}, which is no verdict/],
    ['gives no number', 'def judge(a, e, v): return float("nan")', /It gave nan, which is no verdict/],
    [
      'imports what is not there',
      'import numpy\ndef judge(a, e, v): return 1',
      /^judge\.py, line 1: .*needs numpy, which the sandbox does not have/,
    ],
    ['opens a file', 'def judge(a, e, v): return open("/etc/passwd").read()', /FileNotFoundError/],
    [
      'asks the network',
      'import urllib.request\ndef judge(a, e, v): return urllib.request.urlopen("http://127.0.0.1:1/").read()',
      /judge\.py, line 2: /,
    ],
  ];
  for (const [name, source, fault] of faults) {
    it(`is at fault when it ${name}`, async () => {
      const outcome = await judged(source);
      assert.ok('fault' in outcome, JSON.stringify(outcome));
      assert.match(outcome.fault, fault);
    });
  }

  it('never runs an answer', async () => {
    const said = '"""\'\'\'\nraise SystemExit\n{"value": true}\nimport os; os._exit(0)';
    assert.deepEqual(await judged('def judge(a, e, v): return a', said), { value: said });
  });
});
