// Data files as programs of all kinds write them: read as they are meant, or refused with their place.

import assert from 'node:assert/strict';
import { readCsv } from '../../../../src/core/benchmark/readCsv';
import { readRowList } from '../../../../src/core/benchmark/readRowList';
import { benchmarkText, load } from './benchmarkProblems';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';

const cells = (text: string): unknown[][] => {
  const { table, faults } = readCsv(text);
  assert.deepEqual(faults, []);
  return Array.from({ length: table!.count }, (_, row) => table!.columns.map((column) => table!.value(row, column)));
};

describe('a data file of other programs', () => {
  const named: [text: string, rows: unknown[][]][] = [
    ['sep=;\na;b\n1,5;x\n', [['1,5', 'x']]],
    ['SEP=,\r\na,b\r\n1;5,x\r\n', [['1;5', 'x']]],
    ['sep=\t\na\tb\n1\t2\n', [['1', '2']]],
    ['sep=|\na|b\n1|2\n', [['1', '2']]],
    ['sep,b\n1,2\n', [['1', '2']]],
  ];
  for (const [text, rows] of named)
    it(`names its separator, or does not: ${JSON.stringify(text)}`, () => assert.deepEqual(cells(text), rows));

  it('keeps the lines of its rows below a line that names the separator', () => {
    assert.deepEqual(readCsv('sep=;\na;b\n1;2\n').table!.place(0, 'b'), { line: 3, column: 3 });
    assert.deepEqual(
      readCsv('sep=;\na;b\n1\n').faults.map(({ line }) => line),
      [3],
    );
  });

  it('is refused where it holds a zero, as files do that are no text', () => {
    const { faults, table } = readCsv('a,b\n1,x\0y\n');
    assert.deepEqual(faults, [
      { line: 2, column: 4, message: 'There is a character here that no text has (U+0000). Take it out.' },
    ]);
    assert.equal(table, undefined);
  });

  it('is refused where rows of YAML would be merged, which YAML 1.2 does not', () => {
    const { faults } = readRowList('- q: x\n- <<: { q: y }\n  a: 1\n');
    assert.deepEqual(
      faults.map(({ line, column }) => [line, column]),
      [[2, 3]],
    );
    assert.match(faults[0]!.message, /^`<<` merges nothing: .* YAML 1\.2\. Write the keys out/);
  });

  it('is so in the benchmark itself, but for one of a run that was made', () => {
    const text = benchmarkText({ prompts: 'prompts:\n  - <<: { tags: x }\n    expectation: 1' });
    assert.match(
      load(text)
        .problems.map(({ severity, message }) => `${severity} ${message}`)
        .join('\n'),
      /^error prompts\[0\]\["<<"\] merges nothing/m,
    );
    const { problems } = loadBenchmark(text, { knownProviders: [], isRecorded: true });
    assert.ok(problems.every(({ severity }) => severity === 'warning'));
  });
});
