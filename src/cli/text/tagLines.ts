// The figures by tag and model, for `show`: what there is more of in rows, as many columns beside each other as the width allows. Pure.

import { tagTable } from '../../shared/figures/tagTable';
import type { ModelStats } from '../../shared/figures/runStats';
import type { RunState } from '../../shared/run/runState';
import { counted } from '../../shared/text/counted';
import { formatCount, formatDuration, formatPercent } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { Colors } from '../terminal/terminal';
import { breakAtWidth } from './fitText';
import { tableBlocks } from './tableBlocks';
import type { TableColumn } from './tableLines';

/** Names above a column are broken at this width, as figures of accuracy and time take less. */
const headWidth = 20;

/** With a blank line before it; none for a run without tags. */
export function tagLines(state: RunState, width: number, colors: Colors): string[] {
  const table = tagTable(state);
  if (!table) return [];
  const column = (header: string, cells: readonly string[], align: TableColumn['align'] = 'right'): TableColumn => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: cells.map((text) => ({ text })),
  });
  const above = (name: string): string => breakAtWidth(oneLine(name), headWidth).join('\n');
  const figures = (place: number): string[] => cellTexts(table.rows.map(({ cells }) => cells[place]!));
  const [names, heads, columns] =
    table.down === 'models'
      ? [
          table.rows.map(({ head }) => head.model),
          [],
          table.columns.map(({ tag, tests }, at) => column(`${above(tag)}\n${counted(tests, 'test')}`, figures(at))),
        ]
      : [
          table.rows.map(({ head }) => head.tag),
          [
            column(
              'tests',
              table.rows.map(({ head }) => formatCount(head.tests)),
            ),
          ],
          table.columns.map(({ model }, at) => column(above(model), figures(at))),
        ];
  const first = column(table.down === 'models' ? 'model' : 'tag', names.map(oneLine), 'left');
  return [
    '',
    colors.bold('By tag: accuracy and average total'),
    ...tableBlocks(first, heads, columns, width - 2).map((line) => `  ${line}`),
  ];
}

/** `83.3%  920 ms`, the times of a column below each other and so the shares. */
function cellTexts(stats: readonly ModelStats[]): string[] {
  const times = stats.map(({ averageTotal }) => formatDuration(averageTotal));
  const longest = Math.max(...times.map(({ length }) => length));
  return stats.map(({ accuracy }, at) => `${formatPercent(accuracy)} ${times[at]!.padStart(longest)}`);
}
