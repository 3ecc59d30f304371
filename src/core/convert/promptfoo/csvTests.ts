// Tests in a table of promptfoo: a row a test, its columns the variables, and in `__expected` what is asserted.

import { readCsv } from '../../benchmark/readCsv';
import type { LeftOvers } from '../leftOvers';
import { nodeOf, type SourceNode } from '../sourceNode';
import { assertionIn } from './assertionIn';

export function csvTests(text: string, file: string, leftOvers: LeftOvers): SourceNode[] {
  const { table, faults } = /\.tsv$/i.test(file) ? readCsv(text, '\t') : readCsv(text);
  for (const { line, column, message } of faults) leftOvers.add({ file, line, column }, 'row', message);
  if (!table) return [];
  return Array.from({ length: table.count }, (_, row) => {
    const cells = table.columns.map((column) => [column, String(table.value(row, column) ?? '')] as const);
    const cell = (name: string): string => cells.find(([column]) => column === name)?.[1] ?? '';
    const metric = cell('__metric');
    const asserts = cells
      .filter(([column, value]) => column.startsWith('__expected') && value.trim() !== '')
      .map(([, value]) => ({ ...assertionIn(value), ...(metric === '' ? {} : { metric }) }));
    const threshold = Number.parseFloat(cell('__threshold'));
    const place = { file, ...table.place(row) };
    const options = Object.fromEntries(
      ['prefix', 'suffix'].flatMap((key) => (cell(`__${key}`) === '' ? [] : [[key, cell(`__${key}`)]])),
    );
    const metadata = Object.fromEntries(
      cells.flatMap(([column, value]) =>
        column.startsWith('__metadata:') && value !== '' ? [[column.slice('__metadata:'.length), value]] : [],
      ),
    );
    for (const [column, value] of cells)
      if (
        column.startsWith('__') &&
        value !== '' &&
        !/^__(expected\d*|metric|threshold|prefix|suffix|description|metadata:.*)$/.test(column)
      )
        leftOvers.add(place, column, 'There is no such thing here.');
    return nodeOf(
      {
        vars: Object.fromEntries(cells.filter(([column]) => !column.startsWith('__'))),
        assert: asserts,
        ...(Number.isNaN(threshold) ? {} : { threshold }),
        ...(cell('__description') === '' ? {} : { description: cell('__description') }),
        options,
        metadata,
      },
      place,
    );
  });
}
