import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark, type LoadResult } from '../../../../src/core/benchmark/loadBenchmark';
import type { LoadOptions } from '../../../../src/core/benchmark/loadOptions';
import { benchmarkText } from './benchmarkProblems';

describe('a benchmark with data files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-data-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const load = (
    prompts: string,
    changes: Parameters<typeof benchmarkText>[0] = {},
    more: Partial<LoadOptions> = {},
  ): LoadResult =>
    loadBenchmark(benchmarkText({ base_prompt: 'base_prompt: "{{question}}"', ...changes, prompts }), {
      knownProviders: [],
      files: filesBeside({ benchmarkFolder: folder, filesRoot: folder }),
      ...more,
    });
  const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  const problems = ({ problems: found }: LoadResult): string[] =>
    found.map(({ severity, line, column, path, message }) => `${severity} ${line}:${column} ${path}: ${message}`);

  it('has a prompt a row, in the order of the file, beside others', async () => {
    await write('cases.csv', '\uFEFFquestion,expectation,topic\n"1, 2",007,geo\nb,1.50,"hard, geo"\n');
    const loaded = load(
      'prompts:\n  - dynamic_variables: { question: x }\n    expectation: y\n  - { file: cases.csv, tags: topic }\n  - dynamic_variables: { question: z }\n    expectation: z',
    );
    assert.deepEqual(loaded.problems, []);
    assert.deepEqual(
      loaded.benchmark?.prompts.map(({ dynamic_variables, expectation, tags = [] }) => [
        dynamic_variables?.['question'],
        expectation,
        tags,
      ]),
      [
        ['x', 'y', []],
        ['1, 2', '007', ['geo']],
        ['b', '1.50', ['hard', 'geo']],
        ['z', 'z', []],
      ],
    );
    assert.deepEqual(
      loaded.files.named.map(({ path }) => path),
      ['cases.csv'],
    );
  });

  it('may be one data file alone, with names of its own for the columns', async () => {
    await write(
      'cases.jsonl',
      '{"q": "a", "gold": 12345678901234567890123456789, "split": "test"}\n{"q": 1.50, "gold": true, "split": "dev"}\n{"q": null, "gold": "x", "split": 3}\n',
    );
    const more = '\n  expectation: gold\n  variables: { question: q }\n';
    const all = load(`prompts:\n  file: cases.jsonl${more}  where: { split: [test, dev] }`);
    assert.deepEqual(all.problems, []);
    assert.deepEqual(
      all.benchmark?.prompts.map(({ dynamic_variables, expectation }) => [dynamic_variables, expectation]),
      [
        [{ question: 'a' }, '12345678901234567890123456789'],
        [{ question: '1.50' }, true],
      ],
    );
    assert.equal(load(`prompts:\n  file: cases.jsonl${more}  limit: 1`).benchmark?.prompts.length, 1);
    assert.deepEqual(problems(load(`prompts:\n  file: cases.jsonl${more}  where: { split: train }`)), [
      'error 10:10 prompts.where: cases.jsonl gives no prompts: no row of it has split = train.',
    ]);
  });

  it('finds rows by what is written, which is not always what YAML makes of it', async () => {
    await write('cases.csv', 'id,question,expectation\n007,a,1\n1.50,b,2\nTRUE,c,3\n7,d,4\n9007199254740993,e,5\n');
    await write(
      'cases.jsonl',
      '{"id": 9007199254740993, "question": "a", "expectation": "1"}\n{"id": 9007199254740992, "question": "b", "expectation": "2"}\n{"id": 1.0, "question": "c", "expectation": "3"}\n',
    );
    const found = (file: string, id: string): unknown[] => {
      const { benchmark, problems: faults } = load(`prompts:\n  file: ${file}\n  where: { id: ${id} }`);
      assert.deepEqual(faults, []);
      return benchmark!.prompts.map(({ dynamic_variables }) => dynamic_variables!['question']);
    };
    assert.deepEqual(found('cases.csv', '1.50'), ['b']);
    assert.deepEqual(found('cases.csv', 'TRUE'), ['c']);
    assert.deepEqual(found('cases.csv', '"007"'), ['a']);
    assert.deepEqual(found('cases.csv', '[7, 1.50]'), ['b', 'd']);
    assert.deepEqual(found('cases.csv', '007'), ['a', 'd']);
    assert.deepEqual(found('cases.csv', '9007199254740993'), ['e']);
    assert.deepEqual(found('cases.jsonl', '9007199254740993'), ['a']);
    assert.deepEqual(found('cases.jsonl', '1'), ['c']);
    assert.deepEqual(
      problems(load('prompts:\n  file: cases.csv\n  where: { id: [008, 2.50, "x"], question: FALSE }')),
      [
        'error 8:10 prompts.where: cases.csv gives no prompts: no row of it has id = 008 or 2.50 or x and question = FALSE.',
      ],
    );
  });

  it('reads lists of YAML and JSON, and keeps numbers as they are written', async () => {
    await write(
      'cases.yaml',
      '- { question: 007, expectation: 1.50 }\n- question: |\n    two\n    lines\n  expectation: [1, 2]\n',
    );
    await write('cases.json', '[{"question": 0.10, "expectation": "x"}]');
    const loaded = load('prompts:\n  - file: cases.yaml\n    limit: 1\n  - file: cases.json');
    assert.deepEqual(loaded.problems, []);
    assert.deepEqual(
      loaded.benchmark?.prompts.map(({ dynamic_variables, expectation }) => [
        dynamic_variables?.['question'],
        expectation,
      ]),
      [
        ['007', '1.50'],
        ['0.10', 'x'],
      ],
    );
  });

  it('says what is wrong where it stands in the data file, and names ten rows', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `q${row},${row < 2 ? row : 'many'}`);
    await write('cases.csv', `question,answer\n${rows.join('\n')}\n`);
    const found = load('prompts:\n  - file: cases.csv\n    expectation: answer', {
      evaluator: 'test_type: python_print_execution_with_num_output',
    }).problems;
    assert.equal(found.length, 11);
    assert.match(found[0]!.message, /^cases\.csv:4:4: expectation of row 3 must be .*"many"/);
    assert.deepEqual(found[0]!.inFile, { file: 'cases.csv', line: 4, column: 4 });
    assert.deepEqual([found[0]!.path, found[0]!.line, found[0]!.column], ['prompts[0].expectation', 8, 18]);
    assert.equal(found[10]!.message, 'cases.csv has 18 more errors.');
  });

  it('may have rows without a tag', async () => {
    await write('cases.csv', 'question,answer,topic\na,b,geo\nc,d,\ne,f, \n');
    const loaded = load('prompts:\n  - { file: cases.csv, expectation: answer, tags: topic }');
    assert.deepEqual(loaded.problems, []);
    assert.deepEqual(
      loaded.benchmark?.prompts.map(({ tags }) => tags),
      [['geo'], undefined, undefined],
    );
  });

  it('has no other problem where a data file can not be read', () => {
    const found = problems(load('prompts:\n  - { file: gone.csv, expectation: answer }', { evaluator: '' }));
    assert.deepEqual(
      found.map((one) => one.replace(/gone.*/, '')),
      ['error 7:13 prompts[0].file: '],
    );
  });

  it('knows the columns: did you mean', async () => {
    await write('cases.csv', 'question,answer\na,b\n');
    assert.deepEqual(
      problems(
        load(
          'prompts:\n  - file: cases.csv\n    expectation: anser\n    tags: [topic]\n    where: { split: test }\n    limits: 3',
        ),
      ),
      [
        'error 8:18 prompts[0].expectation: cases.csv has no column `anser`. Did you mean `answer`?',
        'error 9:11 prompts[0].tags: cases.csv has no column `topic`. Its columns are `question`, `answer`.',
        'error 10:21 prompts[0].where.split: cases.csv has no column `split`. Its columns are `question`, `answer`.',
        'error 11:5 prompts[0].limits: prompts[0].limits is not a known key; did you mean `limit`?',
      ],
    );
    assert.match(
      problems(load('prompts:\n  - file: cases.csv'))[0]!,
      /expectation is missing: name the column of cases\.csv/,
    );
    assert.match(
      problems(load('prompts:\n  - file: case.csv'))[0]!,
      /case\.csv is not there\. Did you mean cases\.csv\?/,
    );
    assert.match(problems(load('prompts:\n  - file: cases.txt'))[0]!, /its name must end in \.csv/);
    assert.match(problems(load('prompts:\n  - file: /cases.csv'))[0]!, /prompts\[0\]\.file is an absolute path/);
  });

  it('names the value of where that is none', async () => {
    await write('cases.csv', 'question,expectation\na,b\n');
    const found = problems(load('prompts:\n  - file: cases.csv\n    where: { question: [], expectation: { b: 1 } }'));
    const wanted = 'must be a text or a number, or a list of at least one';
    assert.deepEqual(found, [
      `error 8:24 prompts[0].where.question: prompts[0].where.question ${wanted}, but it is a list.`,
      `error 8:41 prompts[0].where.expectation: prompts[0].where.expectation ${wanted}, but it is a map.`,
    ]);
    assert.match(
      problems(load('prompts:\n  - file: cases.csv\n    where: [a]'))[0]!,
      /where must be a map .* it is a list/,
    );
  });

  it('warns once of a placeholder that no column fills, and of no column that is not used', async () => {
    await write('cases.csv', `question,expectation,id\n${'a,b,1\n'.repeat(1000)}`);
    const found = load('prompts: { file: cases.csv }', { base_prompt: 'base_prompt: "{{question}} {{contxt}}"' });
    assert.deepEqual(
      found.problems.map(({ message }) => message),
      [
        'The placeholder {{contxt}} of base_prompt has no value in any prompt, so it is sent as it is; the prompts have values for `question`, `expectation`, `id`.',
      ],
    );
  });

  it('fills texts of expectations and paths of pictures from columns, and reads JSON in cells', async () => {
    await write('cases.csv', 'question,A,B,right,pic\nq,one,two,B,a.png\n');
    const { benchmark, images } = load(
      'prompts:\n  - file: cases.csv\n    image: "pics/{{pic}}"\n    expectation: { answer: "{{right}}", options: { A: "{{A}}", B: "{{B}}" } }',
      { evaluator: 'test_type: choice' },
    );
    assert.deepEqual(
      images.map(({ source }) => source),
      ['pics/a.png'],
    );
    assert.match(JSON.stringify(benchmark?.prompts[0]?.expectation), /"one".*"two"/);
    await write('points.csv', 'question,expectation,pic\nq,"{""regions"": [{""box"": [1, 2, 3, 4]}]}",a.png\n');
    const points = load('prompts:\n  - { file: points.csv, image: pic }', { evaluator: 'test_type: point' });
    assert.deepEqual(points.problems, []);
  });

  it('is loaded anew when a data file has changed, and not read again when it has not', async () => {
    await write('cases.csv', 'question,expectation\na,b\n');
    const first = load('prompts: { file: cases.csv }');
    assert.equal(load('prompts: { file: cases.csv }'), first);
    await write('cases.csv', 'question,expectation\na,b\nc,d\n');
    assert.equal(load('prompts: { file: cases.csv }').benchmark?.prompts.length, 2);
  });

  it('looks at the first rows only, where that is all that is wanted', async () => {
    await write('cases.csv', `question,expectation\n${'a,b\n'.repeat(50)}`);
    const { benchmark, rowsLeftOut } = load('prompts: { file: cases.csv }', {}, { mostRows: 10 });
    assert.deepEqual([benchmark?.prompts.length, rowsLeftOut], [10, 40]);
  });

  it('says of a file that is not UTF-8 where', async () => {
    await writeFile(join(folder, 'cases.csv'), Buffer.from('question,expectation\ncaf\xe9,b\n', 'latin1'));
    assert.match(problems(load('prompts: { file: cases.csv }'))[0]!, /cases\.csv:2:4: .*is not UTF-8: byte 0xE9/);
  });
});
