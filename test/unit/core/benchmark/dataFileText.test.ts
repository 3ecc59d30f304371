import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvText } from './csvText';
import type { DataTable } from '../../../../src/core/benchmark/dataTable';
import { readCsv } from '../../../../src/core/benchmark/readCsv';
import { readJsonLines } from '../../../../src/core/benchmark/readJsonLines';

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

  it('says which keys a line has twice, and takes no value or inner key for one', () => {
    const { faults } = readJsonLines(
      '{"a": 1, "b": "a"}\n{"a": 1, "b": {"a": 2}}\n{"a": "\\"a\\":", "b": ["a"]}\n{"a": 1, "b": 2, "a" : 3}\n{"a": 1, "\\u0061": 3, "b": "a"}\n',
    );
    assert.deepEqual(
      faults.map(({ line, column, message }) => `${line}:${column} ${message.replace(/:.*/, '')}`),
      ['4:18 The key `a` is there twice in this line', '5:10 The key `a` is there twice in this line'],
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
