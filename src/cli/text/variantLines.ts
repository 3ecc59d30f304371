// The variants of the base prompt held against each other, for `show`: a row a variant of each model. Pure.

import { accuracyText } from '../../shared/comparing/differenceRows';
import { variantScores } from '../../shared/comparing/variantScores';
import type { RunState } from '../../shared/run/runState';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { Colors } from '../terminal/terminal';
import { factLines } from './factLines';
import { tableLines, tableWidth, type TableColumn } from './tableLines';

/** With a blank line before it; none for a run without variants. */
export function variantLines(state: RunState, width: number, colors: Colors): string[] {
  const rows = variantScores(state).flatMap(({ variants }) =>
    variants.map(({ row, accuracy, againstFirst }, position) => ({
      name: oneLine(row.model),
      accuracy: accuracyText(accuracy),
      difference: position === 0 ? 'base' : (againstFirst?.difference ?? 'no prompt judged in both'),
      pairs: againstFirst?.pairs ?? '',
      reading: againstFirst?.reading ?? '',
      paint: againstFirst?.isWorse ? colors.red : againstFirst?.isBetter ? colors.green : undefined,
    })),
  );
  if (rows.length === 0) return [];
  type Row = (typeof rows)[number];
  const column = (header: string, align: TableColumn['align'], text: (row: Row) => string): TableColumn => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: rows.map((row) => ({ text: text(row) })),
  });
  const table = [
    column('', 'left', ({ name }) => name),
    column('accuracy (95%)', 'right', ({ accuracy }) => accuracy),
    column('difference (95%)', 'left', ({ difference }) => difference),
    column('prompts', 'right', ({ pairs }) => pairs),
    {
      ...column('', 'left', ({ reading }) => reading),
      cells: rows.map(({ reading, paint }) => ({ text: reading, ...(paint ? { paint } : {}) })),
    },
  ];
  const lines =
    tableWidth(table) <= width - 2
      ? tableLines(table)
      : factLines(
          rows.map(({ name, accuracy, difference, pairs, reading }) => [
            name,
            [accuracy, difference, ...(reading === '' ? [] : [`${reading} (${pairs} prompts)`])].join('; '),
          ]),
          width - 2,
          colors,
        );
  return [
    '',
    colors.bold('Prompt variants: each held against the first one of its model, prompt by prompt'),
    ...lines.map((line) => `  ${line}`),
  ];
}
