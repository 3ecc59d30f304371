// A benchmark of problems of code in HumanEval's form: read from its file, answered by models, judged in the sandbox.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTestResult } from '../../../storedTests';
import { codeProblems, type CodeProblem } from './codeProblems';
import { ServedRuns } from './servedRuns';

const problems = codeProblems(40);

const benchmark = JSON.stringify({
  benchmark_name: 'Made-up code',
  purpose: 'Who completes a function?',
  base_prompt: 'Complete the function.\n\n{{prompt}}',
  models: ['openai~coder', 'simulated~swift'],
  prompts: {
    file: 'problems.jsonl',
    expect: [
      {
        python_tests: '{{test}}',
        entry_point: '{{entry_point}}',
        prompt: '{{prompt}}',
        solution: '{{canonical_solution}}',
      },
    ],
  },
});

/** As models answer: the body alone, in a fence, the whole function, or a wrong one. */
function answerTo({ prompt, entry_point: entry, canonical_solution: body }: CodeProblem, number: number): string {
  switch (number % 4) {
    case 0:
      return body;
    case 1:
      return `Here is the body:\n\n\`\`\`python\n${body}\`\`\``;
    case 2:
      return `\`\`\`python\n${prompt}${body}\`\`\`\n\nIt does what is asked.`;
    default:
      return `\`\`\`python\ndef ${entry}(x):\n    return None\n\`\`\``;
  }
}

describe('a benchmark of code in the form of HumanEval', function () {
  this.timeout(240_000);
  let served: ServedRuns;
  before(async () => {
    served = await ServedRuns.make();
    await writeFile(
      join(served.fixture.folder, 'problems.jsonl'),
      problems.map((problem) => `${JSON.stringify(problem)}\n`).join(''),
    );
    await served.openAi({
      answer: (asked) => {
        const number = problems.findIndex(({ entry_point: entry }) => asked.includes(`def ${entry}(`));
        return answerTo(problems[number]!, number);
      },
    });
  });
  after(() => served.remove());

  it('runs and is judged in the sandbox', async () => {
    const run = await served.run(
      { models: [], prompts: [] },
      { benchmarkText: benchmark, filesRoot: served.fixture.folder },
    );
    const [coder, swift] = run.state.models;
    const verdicts = coder!.tests.map(({ verdict }) => verdict);
    assert.deepEqual(
      verdicts,
      problems.map((_, number) => (number % 4 === 3 ? 'incorrect' : 'correct')),
    );
    // A simulated model answers with the solution, or with none.
    assert.ok(swift!.tests.every(({ verdict }) => verdict === 'correct' || verdict === 'incorrect'));
    assert.ok(swift!.tests.filter(({ verdict }) => verdict === 'correct').length > problems.length / 2);
    const wrong = await readTestResult(run.runDirectory, 'openai~coder', 4);
    assert.match(
      wrong.reason ?? '',
      /^`candidate\(0\) == 1` does not hold: got None, expected 1\. 3 more did not hold\.$/,
    );
    const { files, python } = await run.manifest();
    assert.deepEqual([files.map(({ path }) => path), python?.isFull], [['problems.jsonl'], true]);
  });
});
