// The figures by tag and model, for `show`: a table with a row a tag, as many models beside each other as the width allows. Pure.

import { tagStats } from '../../shared/figures/tagStats';
import type { RunState } from '../../shared/run/runState';
import { formatCount, formatDuration, formatPercent } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { Colors } from '../terminal/terminal';
import { tableLines, tableWidth, type TableColumn } from './tableLines';

/** With a blank line before it; none for a run without tags. */
export function tagLines(state: RunState, width: number, colors: Colors): string[] {
  const rows = tagStats(state);
  if (rows.length === 0) return [];
  const column = (header: string, cells: readonly string[], align: TableColumn['align'] = 'right'): TableColumn => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: cells.map((text) => ({ text })),
  });
  const head = [
    column(
      'tag',
      rows.map(({ tag }) => oneLine(tag)),
      'left',
    ),
    column(
      'tests',
      rows.map(({ tests }) => formatCount(tests)),
    ),
  ];
  const tables: TableColumn[][] = [];
  for (const [position, { model }] of state.models.entries()) {
    const cells = rows.map(({ models }) => {
      const { accuracy, averageTotal } = models[position]!.stats;
      return `${formatPercent(accuracy)}  ${formatDuration(averageTotal)}`;
    });
    const one = column(oneLine(model), cells);
    const last = tables.at(-1);
    if (last && tableWidth([...head, ...last, one]) <= width - 2) last.push(one);
    else tables.push([one]);
  }
  return [
    '',
    colors.bold('By tag: accuracy and average total'),
    ...tables.flatMap((table) => tableLines([...head, ...table])).map((line) => `  ${line}`),
  ];
}
