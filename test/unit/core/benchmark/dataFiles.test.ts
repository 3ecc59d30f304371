import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { csvText } from './csvText';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import type { DataTable } from '../../../../src/core/benchmark/dataTable';
import { loadBenchmark, type LoadOptions, type LoadResult } from '../../../../src/core/benchmark/loadBenchmark';
import { readCsv } from '../../../../src/core/benchmark/readCsv';
import { readJsonLines } from '../../../../src/core/benchmark/readJsonLines';
import { benchmarkText } from './benchmarkProblems';

/** The rows of a table as texts. */
function rowsOf({ columns, count, value }: DataTable): string[][] {
  return Array.from({ length: count }, (_, row) => columns.map((column) => String(value(row, column))));
}

describe('a CSV file', () => {
  const read = (text: string, delimiter?: string): string[][] => {
    const { table, faults } = readCsv(text, delimiter);
    assert.deepEqual(faults, []);
    return [[...table!.columns], ...rowsOf(table!)];
  };
  const faults = (text: string): string[] =>
    readCsv(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`);

  it('is read with quotes, line ends inside of them, and cells as they are written', () => {
    assert.deepEqual(read('a,b\r\n"x ""y"", z",007\n"two\nlines",1.50\n\n, \n'), [
      ['a', 'b'],
      ['x "y", z', '007'],
      ['two\nlines', '1.50'],
      ['', ' '],
    ]);
  });

  for (const [name, delimiter] of [
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ] as const)
    it(`may have ${name} between its cells`, () => {
      assert.deepEqual(read(['a', '"b, c, d"'].join(delimiter) + '\n' + ['1,5', '2'].join(delimiter)), [
        ['a', 'b, c, d'],
        ['1,5', '2'],
      ]);
    });

  it('says where rows are ragged, heads are twice there and quotes are wrong', () => {
    assert.deepEqual(faults('a,b\n1,2\n"x\ny",2,3\n1\n1,2,,\n'), [
      '3:1 This row has 3 cells, and the first one names 2 columns. A text with the separator in it must be put in quotes.',
      '5:1 This row has 1 cell, and the first one names 2 columns. An empty cell at the end needs its separator, too.',
    ]);
    assert.deepEqual(faults('a,"b",a\n1,2,3\n'), ['1:7 There are two columns `a`. Rename one of them.']);
    assert.match(faults('a,b\n1,2\n5" pipe,2\n')[0]!, /^3:1 A quote stands inside of a cell/);
    assert.match(faults('a,b\n"1"x,2\n')[0]!, /^2:1 There is text behind a closing quote/);
    assert.match(faults('a,b\n"1,2\n')[0]!, /A quote that begins here or above is never closed/);
    assert.match(faults('')[0]!, /^1:1 The file is empty/);
  });

  it('finds the place of each cell', () => {
    const { table } = readCsv('\n"a";b\n"x;""\n;";"y"\n;z\n');
    assert.deepEqual(table!.place(0, 'a'), { line: 3, column: 1 });
    assert.deepEqual(table!.place(0, 'b'), { line: 4, column: 4 });
    assert.deepEqual(table!.place(1, 'b'), { line: 5, column: 2 });
  });

  it('gives back what was written, whatever it is', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r\n', ' ', 'ü', '空', 'a') }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, lineEnd) => {
          const text = csvText([['one', 'two', 'three'], ...rows], delimiter, lineEnd);
          assert.deepEqual(read(text), [['one', 'two', 'three'], ...rows]);
        },
      ),
    );
  });
});

describe('a file of JSON lines', () => {
  it('gives back what was written, whatever it is', () => {
    const row = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom('\n', '\r\n', '\n\n'), (rows, lineEnd) => {
        const { table, faults } = readJsonLines(rows.map((one) => JSON.stringify(one)).join(lineEnd));
        assert.deepEqual(faults, []);
        assert.equal(table!.count, rows.length);
        for (const [position, one] of rows.entries())
          for (const column of table!.columns)
            assert.deepEqual(
              table!.value(position, column),
              Object.hasOwn(one, column) ? JSON.parse(JSON.stringify(one[column])) : undefined,
            );
      }),
    );
  });

  it('says which lines are none', () => {
    const { faults } = readJsonLines('{"a": 1}\n[1]\n{"a": \n"x"\n');
    assert.deepEqual(
      faults.map(({ line, message }) => `${line} ${message.replace(/:.*/, '')}`),
      [
        '2 Each line must be a JSON object, and this one is a list.',
        '3 This line is no JSON',
        '4 Each line must be a JSON object, and this one is the text "x".',
      ],
    );
  });
});

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

describe('what all prompts of a benchmark share', () => {
  const load = (text: string): LoadResult => loadBenchmark(text, { knownProviders: [] });

  it('is in defaults, and a prompt has its own instead', () => {
    const { benchmark, problems } = load(
      benchmarkText(
        {
          evaluator: null,
          base_prompt: 'base_prompt: "{{a}} {{b}}"',
          prompts:
            'prompts:\n  - dynamic_variables: { a: 1 }\n  - { dynamic_variables: { b: 2 }, expectation: 3, tags: own, test_type: json_validator_eval }',
        },
        'defaults: { test_type: raw_string_evaluator, expectation: 1.50, tags: [all], dynamic_variables: { a: 0.10, b: x } }\n',
      ),
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      benchmark?.prompts.map(({ dynamic_variables, expectation, tags, testType }) => [
        dynamic_variables,
        expectation,
        tags,
        testType,
      ]),
      [
        [{ a: 1, b: 'x' }, '1.50', ['all'], 'raw_string_evaluator'],
        [{ a: '0.10', b: 2 }, 3, ['own'], 'json_validator_eval'],
      ],
    );
  });

  it('has its problems where it stands, once', () => {
    const found = load(
      benchmarkText(
        { prompts: 'prompts:\n  - expectation: x\n  - expectation: y' },
        'defaults: { tags: { a: 1 }, imge: x }\n',
      ),
    ).problems.map(({ severity, line, path, message }) => `${severity} ${line} ${path}: ${message}`);
    assert.deepEqual(
      found.filter((line) => line.startsWith('error')),
      [
        'error 9 defaults.tags: defaults.tags must be a tag such as `geo`, or a list of tags, but it is a map.',
        'error 9 defaults.imge: defaults.imge is not a known key; did you mean `image`?',
      ],
    );
  });
});

describe('tags, skip and only', () => {
  it('are read in every form', () => {
    const prompts = [
      '{ expectation: x, tags: "geo, hard" }',
      '{ expectation: x, tags: [geo, geo; math], skip: true }',
      '{ expectation: x, skip: "the map is wrong", only: true }',
      '{ expectation: x, skip: false, only: false }',
    ].map((prompt) => `  - ${prompt}`);
    const { benchmark } = loadBenchmark(
      benchmarkText({ base_prompt: 'base_prompt: x', prompts: `prompts:\n${prompts.join('\n')}` }),
      { knownProviders: [] },
    );
    assert.deepEqual(
      benchmark?.prompts.map(({ tags, skip, only }) => [tags, skip, only]),
      [
        [['geo', 'hard'], undefined, undefined],
        [['geo', 'math'], 'The benchmark says `skip`.', undefined],
        [undefined, 'the map is wrong', true],
        [undefined, undefined, undefined],
      ],
    );
  });
});
