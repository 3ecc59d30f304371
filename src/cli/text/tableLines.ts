// Lays text out in columns, with a rule below the head and no box: that leaves the most room for figures.

import { columnsOf } from './columnsOf';

export interface TableCell {
  /** May have several lines. */
  text: string;
  paint?: (text: string) => string;
}

export interface TableColumn {
  header: TableCell;
  align: 'left' | 'right';
  cells: readonly TableCell[];
}

const gap = '  ';

/** Columns that the table takes. */
export function tableWidth(columns: readonly TableColumn[]): number {
  return columns.reduce((sum, column) => sum + columnWidth(column), (columns.length - 1) * gap.length);
}

/** The lines of the table. All columns have as many cells. */
export function tableLines(columns: readonly TableColumn[]): string[] {
  const widths = columns.map(columnWidth);
  const lineUp = (cells: readonly TableCell[]): string[] => {
    const parts = cells.map((cell) => cell.text.split('\n'));
    const height = Math.max(...parts.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((cell, at) => alignedCell(parts[at]![line] ?? '', cell, columns[at]!.align, widths[at]!))
        .join(gap)
        .trimEnd(),
    );
  };
  const count = columns[0]?.cells.length ?? 0;
  const body = Array.from({ length: count }, (_, row) => lineUp(columns.map((column) => column.cells[row]!)));
  return [...lineUp(columns.map((column) => column.header)), '─'.repeat(tableWidth(columns)), ...body.flat()];
}

/** Spaces stay outside the color, so that they can be trimmed at the end of a line. */
function alignedCell(text: string, cell: TableCell, align: TableColumn['align'], width: number): string {
  const space = ' '.repeat(width - columnsOf(text));
  const painted = cell.paint && text !== '' ? cell.paint(text) : text;
  return align === 'left' ? painted + space : space + painted;
}

function columnWidth(column: TableColumn): number {
  return Math.max(
    ...[column.header, ...column.cells].flatMap((cell) => cell.text.split('\n').map((line) => columnsOf(line))),
  );
}
