// Nothing of a foreign file is lost without a word, and no single test that can't be said here keeps the others from being carried over.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertFile } from '../../../../src/core/convert/convertFile';

interface Converted {
  /** `line what`, in order. */
  left: string[];
  skipped: number;
  yaml: string;
  data: string;
}

describe('converting a file of another tool', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'isb-convert-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const converted = (fileName: string, text: string): Converted => {
    const place = { benchmarkFolder: folder, filesRoot: folder };
    const { leftOver, counts, yaml, files } = convertFile({
      text,
      fileName,
      place,
      outName: 'out.bench.yaml',
      isBeside: true,
    });
    const data = files.find(({ name }) => name.endsWith('.jsonl'))?.bytes ?? new Uint8Array();
    return {
      left: leftOver.filter(({ what }) => what !== 'models').map(({ line, what }) => `${line} ${what}`),
      skipped: counts.skipped,
      yaml,
      data: Buffer.from(data).toString('utf8'),
    };
  };
  const promptfoo = (...lines: string[]): Converted =>
    converted('promptfooconfig.yaml', `${['prompts: ["{{q}}"]', ...lines].join('\n')}\n`);

  it('names every option of a test, also where its assertions are the reason to skip it', () => {
    const { left, skipped } = promptfoo(
      'providers: [openai:gpt-4o]',
      'defaultTest: { options: { transformVars: "{...vars}" } }',
      'tests: [{ vars: { q: a }, assert: [{ type: similar, value: x }] }]',
    );
    assert.deepEqual(left, ['3 options.transformVars', '4 assert similar']);
    assert.equal(skipped, 1);
  });

  it('leaves out a prompt that is empty', () => {
    const { left, yaml } = converted(
      'promptfooconfig.yaml',
      [
        'prompts:',
        '  - "  "',
        '  - !!int ',
        '  - &anchor',
        '  - "Say {{q}}"',
        'providers: [openai:gpt-4o]',
        'tests: [{ vars: { q: a }, assert: [{ type: contains, value: x }] }]',
        '',
      ].join('\n'),
    );
    assert.deepEqual(left, ['2 prompt', '3 prompt', '4 prompt']);
    assert.match(yaml, /base_prompt: .*Say \{\{q\}\}/);
  });

  it('leaves out a model whose answers are changed before they are judged, and names what belongs to one in either form', () => {
    const { left, yaml } = promptfoo(
      'providers:',
      '  - { id: openai:gpt-4o, transform: output.trim() }',
      '  - openai:gpt-4.1: { prompts: [p1], config: { temperature: 0 } }',
      '  - openai:o3: { transform: output.trim() }',
      '  - "{{env.MODEL}}"',
      'tests: [{ vars: { q: a }, assert: [{ type: equals, value: x }] }]',
    );
    assert.deepEqual(left, [
      '3 providers.transform',
      '4 providers.prompts',
      '5 providers.transform',
      '6 provider {{env.MODEL}}',
    ]);
    assert.match(yaml, /^models:\n {2}- openai~gpt-4\.1\nprompts:/m);
  });

  it('skips a test whose values are made by a template, with a reason that is none', () => {
    const { left, skipped, yaml } = promptfoo(
      'providers: [openai:gpt-4o]',
      'tests:',
      '  - { vars: { q: "{{env.HOME}}" }, assert: [{ type: equals, value: x }] }',
      '  - { vars: { q: b }, assert: [{ type: equals, value: x }] }',
    );
    assert.deepEqual(left, ['4 {{env.HOME}}']);
    assert.equal(skipped, 1);
    assert.match(yaml, /skip: "env\.HOME of the original: /);
  });

  it('skips a test whose check comes to nothing with its values, and carries over the others', () => {
    const asserts = ['contains', 'not-contains', 'starts-with', 'regex', 'icontains'];
    const { left, skipped } = promptfoo(
      'providers: [openai:gpt-4o]',
      'tests:',
      ...asserts.map((type) => `  - { vars: { q: a }, assert: [{ type: ${type}, value: "{{none}}" }] }`),
      '  - { vars: { q: b, none: x }, assert: [{ type: contains, value: "{{none}}" }] }',
    );
    assert.deepEqual(
      left,
      asserts.map((_, index) => `${index + 4} assert`),
    );
    assert.equal(skipped, asserts.length);
  });

  const answers: [name: string, table: string, wanted: string[], left: string[]][] = [
    ['semicolons', 'Question;A;B;Answer\nQ;x;y;b\n', ['B'], []],
    ['a first line for Excel', 'sep=;\nQuestion;A;B;Answer\nQ, R;x;y;b\nS;x, z;y;\n', ['B'], ['4 row']],
    ['MedMCQA', 'id;question;opa;opb;cop\n7;Q;x;y;1\n8;R;x;y;2\n', ['A', 'B'], ['1 column id']],
    ['numbers from 0', 'question,choice0,choice1,label\nQ,x,y,1\nR,x,y,0\n', ['B', 'A'], []],
    ['names of columns', 'prompt,Option 1,Option 2,correct_answer\nQ,x,y,Option 2\n', ['B'], []],
    ['letters with a name', 'question,answer_a,answer_b,correct\nQ,x,y,answer_b\n', ['B'], []],
    ['explanations', 'question,A,B,answer,explanation\nQ,x,y,x,because\n', ['A'], ['1 column explanation']],
    ['tabs', 'question\tA\tB\tanswer\nQ, R\tx\ty\tA\n', ['A'], []],
  ];
  for (const [name, table, wanted, left] of answers)
    it(`reads tables of multiple choice with ${name}`, () => {
      const found = converted(name === 'tabs' ? 'mmlu.tsv' : 'mmlu.csv', table);
      const rows = found.data
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { answer: string });
      const inYaml = [...found.yaml.matchAll(/^ {6}answer: (\w)$/gm)].map(([, letter]) => letter);
      assert.deepEqual(found.data === '' ? inYaml : rows.map(({ answer }) => answer), wanted);
      assert.deepEqual(found.left, left);
    });

  it('carries a row of HumanEval over whose numbers are too large for one', () => {
    const row = '{"prompt":"def a():\\n","entry_point":"a","test":"assert a()"';
    for (const rest of [',"canonical_solution":1e999}', ',"canonical_solution":"  pass","task_id":1e999}'])
      assert.doesNotMatch(converted('problems.jsonl', `${row}${rest}\n`).yaml, /\.inf|file: problems/);
  });

  it('names the harder tests of MBPP', () => {
    const row = { text: 'Write f.', test_list: ['assert f()'], challenge_test_list: ['assert not f()'] };
    const { left } = converted('mbpp.jsonl', `${JSON.stringify(row)}\n`);
    assert.deepEqual(left, ['1 challenge_test_list', '1 wording of the prompt']);
  });

  it('names examples of lm-evaluation-harness that are sent before each prompt, and not the word for none', () => {
    writeFileSync(join(folder, 'd.jsonl'), '{"q": "1 + 1?", "a": "2"}\n');
    const task = (fewshot: string): string =>
      `task: sums\ndataset_path: json\ndataset_kwargs: { data_files: { test: d.jsonl } }\noutput_type: generate_until\ntest_split: test\ndoc_to_text: "{{q}}"\ndoc_to_target: a\n${fewshot}`;
    const wanted: [fewshot: string, left: string[]][] = [
      ['num_fewshot: 5\n', ['8 num_fewshot']],
      ['num_fewshot: 0\n', []],
      ['fewshot_config: { sampler: first_n }\n', ['8 fewshot_config']],
    ];
    for (const [fewshot, left] of wanted) assert.deepEqual(converted('sums.yaml', task(fewshot)).left, left, fewshot);
  });
});
