// `convert`: files of other tools become benchmarks that run and judge as they did there.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { CliFixture } from '../cliFixture';
import { promptfooAssertions } from './promptfooAssertions';
import { promptfooConfigs } from './promptfooConfigs';

interface Converted {
  kind: string;
  files: string[];
  prompts: number;
  skipped: number;
  leftOver: { file: string; line: number; column: number; what: string; why: string }[];
}

const signs: { [verdict: string]: string } = { correct: '+', incorrect: '-', not_run: 's', error: 'e' };

/** What a judge model of these tests says: answers with *good* in them pass. */
const verdictOf = (asked: string): string =>
  JSON.stringify({ verdict: /\bgood\b/.test(asked) ? 'pass' : 'fail', reason: 'so' });

/** For files that name none. */
const models = ['--model', 'openai~right', '--model', 'openai~wrong'];

describe('the program on files of other tools', function () {
  this.timeout(120_000);
  let fixture: CliFixture;
  beforeEach(async () => {
    fixture = await CliFixture.make();
  });
  afterEach(() => fixture.remove());

  async function writeFiles(files: { [name: string]: string }): Promise<string> {
    for (const [name, text] of Object.entries(files)) await writeFile(join(fixture.folder, name), text);
    return Object.keys(files)[0]!;
  }

  async function convert(...args: string[]): Promise<Converted> {
    const { code, stdout, stderr } = await fixture.call(['convert', ...args, '--json']);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Converted;
  }

  /** The verdicts of each model, in the order of the tests. */
  async function judged(
    benchmark: string,
    answerOf: (model: string, prompt: string) => string,
    ...args: string[]
  ): Promise<{ [model: string]: string }> {
    const environment = await fixture.serve({ reply: ({ model, prompt }) => ({ text: answerOf(model, prompt) }) });
    const ran = await fixture.call(['run', benchmark, '--json', '--no-images', '--allow-errors', ...args], environment);
    assert.equal(ran.code, 0, ran.stderr);
    const { runDirectory } = JSON.parse(ran.stdout) as { runDirectory: string };
    const { state } = await openRun(runDirectory);
    const verdicts = state.models.map(({ model, tests }) => [
      model.replace(/^openai~| \[Right\]$/g, ''),
      tests.map(({ verdict }) => signs[verdict]).join(''),
    ]);
    return Object.fromEntries(verdicts) as { [model: string]: string };
  }

  const sentBodies = (): { [key: string]: unknown }[] =>
    fixture.server!.requests.map(({ body }) => body as { [key: string]: unknown });

  for (const { name, files, answers, verdicts, leftOver } of [...promptfooAssertions, ...promptfooConfigs])
    it(`judges as promptfoo does: ${name}`, async () => {
      const converted = await convert(await writeFiles(files));
      assert.deepEqual(
        converted.leftOver.map(({ what }) => what),
        leftOver,
      );
      const found = await judged(converted.files[0]!, (model, prompt) =>
        model === 'gpt-judge' ? verdictOf(prompt) : (answers[model]?.[prompt] ?? `not asked: ${prompt}`),
      );
      assert.deepEqual(found, verdicts);
    });

  it('takes a prompt file of GitHub Models', async () => {
    const file = await writeFiles({
      'sum.prompt.yml': `
name: Sums
description: Adds
model: openai/gpt-sum
modelParameters: { temperature: 0.5, maxCompletionTokens: 40 }
messages:
  - { role: system, content: Be terse }
  - { role: user, content: "Add {{input}}" }
testData:
  - { input: 1+1, expected: two }
  - { input: 2+2, expected: four }
evaluators:
  - { name: has it, string: { contains: "{{expected}}" } }
  - { name: ends, string: { endsWith: "{{expected}}." } }
  - { name: fluent, uses: github/fluency }
`,
    });
    const converted = await convert(file);
    assert.deepEqual(
      converted.leftOver.map(({ what, line }) => [what, line]),
      [['evaluator fluent', 15]],
    );
    const found = await judged('sum.bench.yaml', (_, prompt) =>
      prompt === 'Add 1+1' ? 'It is TWO.' : 'Four, I think.',
    );
    assert.deepEqual(found, { 'gpt-sum': '+-' });
    const { temperature, max_completion_tokens: most } = sentBodies()[0]!;
    assert.deepEqual([temperature, most], [0.5, 40]);
  });

  it('takes JSON lines of OpenAI Evals', async () => {
    const lines = [
      {
        input: [
          { role: 'system', content: 'Be {{brief}}.' },
          { role: 'user', content: '2+2?' },
        ],
        ideal: '4',
      },
      {
        input: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello' },
          { role: 'user', content: '2+3?' },
        ],
        ideal: ['5', 'five (5)'],
      },
      { input: 'Plain {{question}}?', ideal: 'Yes' },
      { input: 'No ideal?' },
    ];
    const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot JSON\n`;
    const converted = await convert(await writeFiles({ 'samples.jsonl': text }));
    assert.deepEqual(
      converted.leftOver.map(({ what, line }) => [what, line]),
      [
        ['how answers are judged', 1],
        ['models', 1],
        ['sample', 4],
        ['line', 5],
      ],
    );
    const right: { [prompt: string]: string } = {
      '2+2?': '4, of course',
      '2+3?': 'five (5)',
      'Plain {{question}}?': 'Yes',
    };
    const found = await judged(
      'samples.bench.yaml',
      (model, prompt) => `${model === 'right' ? '' : 'It is '}${right[prompt] ?? 'not asked'}`,
      ...models,
    );
    assert.deepEqual(found, { right: '+++', wrong: '---' });
    const said = sentBodies().map(({ messages }) => JSON.stringify(messages));
    assert.ok(said.some((one) => one.includes('Be {{brief}}.')));
    assert.ok(said.some((one) => one.includes('"Hello"')));
  });

  it('takes problems of HumanEval as they are, and of MBPP', async () => {
    const problem = {
      task_id: 'x/0',
      prompt: 'def add(a, b):\n    """Adds."""\n',
      entry_point: 'add',
      canonical_solution: '    return a + b\n',
      test: 'def check(candidate):\n    assert candidate(1, 2) == 3\n    assert candidate("a", "b") == "ab"\n',
    };
    const task = {
      task_id: 2,
      text: 'Write a function to double.',
      code: 'def double(x): return 2 * x',
      test_setup_code: 'import math',
      test_list: ['assert double(2) == 4', 'assert double("a") == "aa"'],
    };
    await writeFiles({ 'he.jsonl': `${JSON.stringify(problem)}\n`, 'mbpp.jsonl': `${JSON.stringify(task)}\n` });
    assert.deepEqual((await convert('he.jsonl')).files, [join(fixture.folder, 'he.bench.yaml')]);
    await convert('mbpp.jsonl');
    const code = (model: string, prompt: string): string => {
      const [sum, double] = model === 'right' ? ['a + b', '2 * x'] : ['b + a', '3 * x'];
      return prompt.includes('def add')
        ? `    return ${sum}`
        : `\`\`\`python\ndef double(x):\n    return ${double}\n\`\`\``;
    };
    assert.deepEqual(await judged('he.bench.yaml', code, ...models), { right: '+', wrong: '-' });
    assert.deepEqual(await judged('mbpp.bench.yaml', code, ...models), { right: '+', wrong: '-' });
  });

  it('takes tables of multiple choice, with names of columns and without', async () => {
    await writeFiles({
      'mmlu.csv':
        '"What is 2+2, really?",3,4,5,"6, or so",B\nCapital of France?,Rome,Bonn,Paris,Oslo,C\nTwice?,a,a,b,c,A\n',
      'named.csv': 'question,subject,A,B,C,D,answer\n"Line\n2?",math,one,two,three,four,1\n',
    });
    const converted = await convert('mmlu.csv');
    assert.deepEqual(
      converted.leftOver.map(({ what, line }) => [what, line]),
      [
        ['models', 1],
        ['row', 3],
      ],
    );
    await convert('named.csv');
    const letter = (model: string, prompt: string): string =>
      model === 'wrong' ? 'D' : prompt.startsWith('Capital') ? 'The answer is C.' : 'B';
    assert.deepEqual(await judged('mmlu.bench.yaml', letter, ...models), { right: '++', wrong: '--' });
    assert.deepEqual(await judged('named.bench.yaml', letter, ...models), { right: '+', wrong: '-' });
  });

  it('reads the answers of multiple choice one way for the whole column and names those that could mean another option', async () => {
    const head = 'question,A,B,C,D,answer\n';
    await writeFiles({
      'zero.csv': `${head}What is 1+1?,1,2,3,4,1\nCap?,Paris,Rome,X,Y,0\nHow many?,0,1,2,3,3\n`,
      'one.csv': `${head}What is 1+1?,1,2,3,4,2\nCap?,Rome,X,Y,Paris,4\n`,
      'letters.csv': `${head}First letter?,B,A,D,C,B\nCap?,Paris,Rome,X,Y,a\n`,
      'options.csv': `${head}What is 1+1?,1,2,3,4,2\nWhat is 10+1?,11,12,13,14,11\nCap?,Paris,Rome,X,Y,Paris\n`,
      'noZero.csv': `${head}Cap?,Rome,Paris,X,Y,1\n`,
      'mixed.csv': `${head}Cap?,Paris,Rome,X,Y,A\nCap of Italy?,Paris,Rome,X,Y,B\nOther?,Paris,Rome,X,Y,1\n`,
    });
    for (const [name, answers, named] of [
      ['zero', ['B', 'A', 'D'], ['answer 2']],
      ['one', ['B', 'D'], []],
      ['letters', ['B', 'A'], ['answer 2']],
      ['options', ['B', 'A', 'A'], ['answer 2']],
      ['noZero', ['B'], ['answer 1']],
      ['mixed', ['A', 'B'], ['row 4']],
    ] as const) {
      const { leftOver } = await convert(`${name}.csv`);
      const cases = await readFile(join(fixture.folder, `${name}.cases.jsonl`), 'utf8');
      const keys = cases.split('\n').flatMap((line) => /"answer":"(.)"/.exec(line)?.[1] ?? []);
      const places = leftOver.filter(({ what }) => what !== 'models').map(({ what, line }) => `${what} ${line}`);
      assert.deepEqual([name, keys, places], [name, answers, named]);
    }
  });

  it('takes a task of lm-evaluation-harness with its filters and normalizing', async () => {
    const file = await writeFiles({
      'sums.yaml': `
task: my_sums
dataset_path: json
dataset_kwargs: { data_files: { test: sums.jsonl, train: other.jsonl } }
test_split: test
output_type: generate_until
doc_to_text: "Question: {{question}}\\nAnswer:"
doc_to_target: "{{answer}}"
process_results: !function utils.process_results
generation_kwargs: { until: ["Question:"], do_sample: false, max_gen_toks: 256 }
filter_list:
  - name: strict
    filter: [{ function: regex, regex_pattern: "#### (\\\\-?[0-9\\\\.\\\\,]+)" }, { function: take_first }]
metric_list:
  - { metric: exact_match, ignore_case: true, regexes_to_ignore: [",", "(?s).*#### "] }
`,
      'sums.jsonl': `${JSON.stringify({ question: '600*7?', answer: '600*7 is\n#### 4,200' })}\n`,
      'plain.yaml':
        'task: plain\ndataset_path: csv\ndataset_kwargs: { data_files: rows.csv }\noutput_type: generate_until\ndoc_to_text: question\ndoc_to_target: target\nmetric_list: [{ metric: exact_match, ignore_case: true }]\n',
      'rows.csv': 'question,target\n"Red, or ""blue""?",Blue\n',
    });
    const converted = await convert(file);
    assert.deepEqual(
      converted.leftOver.map(({ what }) => what),
      ['models', 'process_results: !function utils.process_results'],
    );
    assert.deepEqual(
      await judged('sums.bench.yaml', (model) => (model === 'right' ? 'So\n#### 4200' : 'So 4200'), ...models),
      { right: '+', wrong: '-' },
    );
    assert.deepEqual(sentBodies()[0]!['stop'], ['Question:']);
    await convert('plain.yaml');
    const color = (model: string, prompt: string): string =>
      model === 'right' && prompt === 'Red, or "blue"?' ? 'BLUE' : 'red';
    assert.deepEqual(await judged('plain.bench.yaml', color, ...models), { right: '+', wrong: '-' });
  });

  it('takes a number without end as its name', async () => {
    const tests = 'tests:\n  - vars: { x: 1e999 }\n    assert: [{ type: contains, value: a }]\n';
    const config = `prompts: ["Ask {{x}}"]\nproviders: [openai:right]\n${tests}`;
    const { files } = await convert(await writeFiles({ 'promptfooconfig.yaml': config }));
    assert.match(await readFile(files[0]!, 'utf8'), /x: ["']?Infinity/);
  });

  it('replaces nothing unless it is told to, and says in a sentence what can’t be converted', async () => {
    const file = await writeFiles({
      'promptfooconfig.yaml':
        'prompts: [a]\nproviders: [openai:x]\ntests: [{ assert: [{ type: contains, value: a }] }]\n',
      'promptfooconfig.bench.yaml': 'mine',
      'notes.yaml': 'shopping: [milk]\n',
      'bench.yaml': 'benchmark_name: x\n',
      'choice.yaml': 'task: x\ndoc_to_text: a\noutput_type: multiple_choice\n',
    });
    const refused = await fixture.call(['convert', file]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /promptfooconfig\.bench\.yaml is there already, and nothing was written\.\n.*--force/);
    assert.equal(await readFile(join(fixture.folder, 'promptfooconfig.bench.yaml'), 'utf8'), 'mine');
    const forced = await fixture.call(['convert', file, '--force']);
    assert.match(
      forced.stdout,
      /^ok a configuration of promptfoo: 1 prompt, 1 model\nAll of it was carried over\.\nBenchmark: /,
    );
    await convert(file, '--out', 'other.yaml');
    for (const [name, says] of [
      ['notes.yaml', /notes\.yaml is in no format that is known\. These are: a prompt file of GitHub Models/],
      ['bench.yaml', /bench\.yaml is a benchmark already\. Run it as it is\./],
      ['choice.yaml', /choice\.yaml:3:14: Its output_type is multiple_choice\. Only generate_until/],
      ['missing.yaml', /There is no file missing\.yaml\./],
    ] as const) {
      const { code, stderr } = await fixture.call(['convert', name]);
      assert.equal(code, 2);
      assert.match(stderr, says);
    }
  });
});
