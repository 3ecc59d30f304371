// What the word under the pointer means.

import assert from 'node:assert/strict';
import { explainAt } from '../../../../src/core/writing/explainAt';

const text = `benchmark_name: Sums
base_prompt: "add {{a}}"
test_type: box # how
parameters: { temperature: 0, effort: low }
models:
  - { model: a, label: x }
prompts:
  - expectation: { boxes: [] }
  - { test_type: choice, expectation: { options: [a, b], answer: A } }
  - expect:
      - not: { contains: Paris }
      - { limits: { total_ms: 5 } }
  - file: cases.csv
    where: { split: test }
whatever: 5
`;

const at = (marked: string, inside = 1): ReturnType<typeof explainAt> =>
  explainAt(text, text.indexOf(marked) + inside, 'benchmark');

describe('what a word means', () => {
  const said: [marked: string, meaning: RegExp][] = [
    ['benchmark_name', /^The name of the benchmark[^]*Expected: text, the name of the benchmark\.$/],
    ['test_type', /How answers are judged[^]*- `choice`: The answer is the letter/],
    ['box #', /do they overlap the right ones/],
    ['temperature', /How freely the next token[^]*Expected: a number from 0, such as 0 or 0\.7\./],
    ['effort', /How much a model that can reason/],
    ['label', /What its row is called/],
    ['boxes', /./],
    ['options', /./],
    ['contains', /The text stands somewhere[^]*- contains: Paris/],
    ['limits', /./],
    ['total_ms', /./],
    ['file', /A data file with a prompt a row/],
    ['where', /Only rows with this value/],
  ];
  for (const [marked, meaning] of said)
    it(marked, () => {
      const found = at(marked);
      assert.match(found?.text ?? '', meaning);
      assert.equal(text.slice(found!.start, found!.end), marked.split(' ')[0]);
    });

  for (const [what, marked] of [
    ['an unknown key', 'whatever'],
    ['a free text', 'add {{a}}'],
    ['a comment', '# how'],
    ['a column', 'split'],
  ] as const)
    it(`is not said of ${what}`, () => assert.equal(at(marked), undefined));

  it('is not said in a file that can not be read', () => assert.equal(explainAt('a: [', 0, 'benchmark'), undefined));
});

describe('what a word of a project file means', () => {
  it('is said in the words of its own schema', () => {
    const said = explainAt('attempts: 2\nprices: {}\n', 2, 'project')?.text ?? '';
    assert.match(said, /How often a request is tried.*\n\nExpected: a whole number from 1 to 10\./s);
    assert.match(explainAt('services:\n  - id: a\n', 14, 'project')?.text ?? '', /The id in `id~model`/);
  });
});
