// A table of as many columns as a run has of something: where they don't all fit, it goes on below with its first columns again. Pure.

import { breakAtWidth } from './fitText';
import { tableLines, tableWidth, type TableColumn } from './tableLines';

/** Columns where the text goes to a file or another program, as people read it there, too: 100 with the two that it is indented by. */
const unlimitedWidth = 98;
const shortestName = 16;

/**
 * The lines of all blocks, at most `width` columns wide where the figures allow it. `names` and `heads` begin each block; names that leave no
 * room are broken into lines.
 */
export function tableBlocks(
  names: TableColumn,
  heads: readonly TableColumn[],
  columns: readonly TableColumn[],
  width: number,
): string[] {
  const limit = Number.isFinite(width) ? width : unlimitedWidth;
  const widest = columns.reduce((most, column) => Math.max(most, tableWidth([...heads, column])), 0);
  const room = Math.max(shortestName, limit - widest - 2);
  const broken = {
    ...names,
    cells: names.cells.map((cell) => ({ ...cell, text: breakAtWidth(cell.text, room).join('\n') })),
  };
  const blocks: TableColumn[][] = [];
  for (const column of columns) {
    const last = blocks.at(-1);
    if (last && tableWidth([broken, ...heads, ...last, column]) <= limit) last.push(column);
    else blocks.push([column]);
  }
  return blocks.flatMap((block) => tableLines([broken, ...heads, ...block]));
}
