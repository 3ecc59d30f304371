// What the rows of a data file put into what all of them share: their checks, and whether they are asked.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark, type LoadResult } from '../../../../src/core/benchmark/loadBenchmark';
import { benchmarkText } from './benchmarkProblems';

describe('the rows of a data file in what they share', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-data-checks-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  const load = (item: string, more: Parameters<typeof benchmarkText>[0] = { evaluator: null }): LoadResult =>
    loadBenchmark(
      benchmarkText({ base_prompt: 'base_prompt: "{{q}}"', ...more, prompts: `prompts:\n  - file: ${item}` }),
      { knownProviders: [], files: filesBeside({ benchmarkFolder: folder, filesRoot: folder }) },
    );
  const problems = ({ problems: found }: LoadResult): string[] =>
    found.map(({ severity, line, path, message }) => `${severity} ${line} ${path}: ${message}`);

  it('says of a value in a check in which row and column it stands', async () => {
    await write('cases.csv', 'q,pattern\none,a+\ntwo,[a\nthree,(\n');
    assert.deepEqual(problems(load('cases.csv\n    expect:\n      - regex: "{{pattern}}"')), [
      'error 8 prompts[0].expect[0].regex: cases.csv:3:5: expect[0].regex of row 2 is not a regular expression: Unterminated character class.',
      'error 8 prompts[0].expect[0].regex: cases.csv:4:7: expect[0].regex of row 3 is not a regular expression: Unterminated group.',
    ]);
  });

  it('says so below `not` and of variables with a name of their own', async () => {
    await write('cases.jsonl', '{"q": "x", "right": "12"}\n{"q": "y", "right": "many"}\n');
    const found = load('cases.jsonl\n    variables: { q: q, n: right }\n    expect: [{ number: "{{n}}" }]').problems;
    assert.deepEqual(
      found.map(({ inFile }) => inFile),
      [{ file: 'cases.jsonl', line: 2, column: 12 }],
    );
    const inside = load('cases.jsonl\n    expect: [{ not: { number: "{{right}}" } }]').problems;
    assert.deepEqual(
      inside.map(({ inFile }) => inFile?.line),
      [2],
    );
  });

  it('says so of the parts of an expectation', async () => {
    await write('cases.csv', 'q,right\na,A\nb,C\n');
    const expectation = 'expectation: { answer: "{{right}}", options: { A: one, B: two } }';
    const found = load(`cases.csv\n    ${expectation}`, { evaluator: 'test_type: choice' }).problems;
    assert.deepEqual(
      found.map(({ severity, inFile }) => [severity, inFile?.line, inFile?.column]),
      [['error', 3, 3]],
    );
  });

  it('counts the rows beyond the tenth, and says once what no row has to do with', async () => {
    await write('cases.csv', `q,n\n${'x,y\n'.repeat(13)}`);
    const found = problems(load('cases.csv\n    expect: [{ number: "{{n}}" }]'));
    assert.equal(found.length, 11);
    assert.match(found[10]!, /cases\.csv has 3 more errors\.$/);
    assert.equal(load('cases.csv\n    expect: [{ number: many }]').problems.filter(({ inFile }) => !inFile).length, 1);
  });

  const reasons = ({ benchmark }: LoadResult): (string | undefined)[] => benchmark!.prompts.map(({ skip }) => skip);

  it('leaves out the rows whose cell says so, with the reason in it', async () => {
    await write(
      'cases.csv',
      'q,expectation,skip\n1,x,no\n2,x,False\n3,x,\n4,x,0\n5,x,the map is wrong\n6,x,yes\n7,x, \n',
    );
    const says = 'The benchmark says `skip`.';
    const found = load('cases.csv\n    skip: "{{skip}}"', {});
    assert.deepEqual(found.problems, []);
    assert.deepEqual(reasons(found), [undefined, undefined, undefined, undefined, 'the map is wrong', says, undefined]);
    assert.deepEqual(reasons(load('cases.csv\n    skip: "wrong: {{skip}}"', {}))[4], 'wrong: the map is wrong');
  });

  it('reads true, false and nothing of JSON lines, too', async () => {
    const rows = [{ skip: true }, { skip: false }, { skip: null }, {}, { skip: 0 }, { skip: 1 }];
    await write('cases.jsonl', rows.map((row) => `${JSON.stringify({ q: 'a', expectation: 'x', ...row })}\n`).join(''));
    const isSkipped = reasons(load('cases.jsonl\n    skip: "{{skip}}"', {})).map((reason) => reason !== undefined);
    assert.deepEqual(isSkipped, [true, false, false, false, false, true]);
  });

  it('names the column that a placeholder in skip means', async () => {
    await write('cases.csv', 'q,expectation,skip\n1,x,no\n');
    assert.deepEqual(problems(load('cases.csv\n    skip: "{{skp}}"', {})), [
      'error 8 prompts[0].skip: cases.csv has no column `skp`. Did you mean `skip`?',
    ]);
  });

  it('asks a prompt whose skip is the word no, and refuses a placeholder that no row fills', () => {
    const prompts = (skip: string): LoadResult =>
      loadBenchmark(
        benchmarkText({ prompts: `prompts:\n  - { dynamic_variables: { a: 1 }, expectation: x, skip: ${skip} }` }),
        { knownProviders: [] },
      );
    for (const no of ['no', '"No"', '"false"', 'off', '"0"']) assert.deepEqual(reasons(prompts(no)), [undefined], no);
    for (const yes of ['yes', 'true', '"on"'])
      assert.deepEqual(reasons(prompts(yes)), ['The benchmark says `skip`.'], yes);
    assert.deepEqual(problems(prompts('"{{a}}"')), [
      'error 7 prompts[0].skip: prompts[0].skip has {{a}} in it, which only the rows of a data file fill. Write true, or the reason.',
    ]);
  });
});
