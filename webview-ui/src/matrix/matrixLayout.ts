// Where the cells of a matrix are: prompt k is always in column k, all columns are as wide as fits, and below a least width they scroll sideways.
// Pure, CSS px.

export interface MatrixLayout {
  columns: number;
  lines: number;
  /** From the left edge of one cell to that of the next. */
  pitch: number;
  /** Of a cell; what is left of the pitch is the gap. */
  width: number;
  height: number;
  /** From the upper edge of one line to that of the next. */
  linePitch: number;
  /** Height of what is written above the lines. */
  top: number;
}

const widest = 22;
/** Cells become no narrower than this; from there on they scroll. */
const narrowest = 8;
const gap = 1;
export const linePitch = 26;
const height = 20;

/** Height of the numbers above the columns. */
export const axisHeight = 18;

/** Height of the names of groups above the numbers. */
export const groupHeight = 16;

/** `room` is the width there is for the cells. */
export function layOutMatrix(columns: number, lines: number, room: number, hasGroups = false): MatrixLayout {
  const fitting = Math.floor(room / Math.max(1, columns));
  const pitch = Math.max(narrowest + gap, Math.min(widest + gap, fitting));
  return {
    columns,
    lines,
    pitch,
    width: pitch - gap,
    height,
    linePitch,
    top: axisHeight + (hasGroups ? groupHeight : 0),
  };
}

export function matrixWidth({ columns, pitch }: MatrixLayout): number {
  return columns * pitch;
}

export function matrixHeight({ lines, linePitch: own, top }: MatrixLayout): number {
  return top + lines * own;
}

/** Where a cell is; positions are `line * columns + column`, line 0 being the one above the models. */
export function cellPlace(
  layout: MatrixLayout,
  position: number,
): { x: number; y: number; width: number; height: number } {
  const line = Math.floor(position / layout.columns);
  return {
    x: (position % layout.columns) * layout.pitch,
    y: layout.top + line * layout.linePitch + (layout.linePitch - layout.height) / 2,
    width: layout.width,
    height: layout.height,
  };
}

/** The cell at a point; undefined outside. A gap belongs to the cell before it. */
export function cellAt(layout: MatrixLayout, x: number, y: number): number | undefined {
  const column = Math.floor(x / layout.pitch);
  const line = Math.floor((y - layout.top) / layout.linePitch);
  if (x < 0 || line < 0 || line >= layout.lines || column >= layout.columns) return undefined;
  return line * layout.columns + column;
}

/** Where a key moves the focus: Up and Down cross the models, Page Up and Page Down go ten prompts on. Undefined for other keys. */
export function movedCell(layout: MatrixLayout, position: number, key: string, isWhole: boolean): number | undefined {
  const line = Math.floor(position / layout.columns);
  const column = position % layout.columns;
  const at = (toLine: number, toColumn: number): number =>
    Math.max(0, Math.min(layout.lines - 1, toLine)) * layout.columns +
    Math.max(0, Math.min(layout.columns - 1, toColumn));
  switch (key) {
    case 'ArrowLeft':
      return at(line, column - 1);
    case 'ArrowRight':
      return at(line, column + 1);
    case 'ArrowUp':
      return at(line - 1, column);
    case 'ArrowDown':
      return at(line + 1, column);
    case 'PageUp':
      return at(line, column - 10);
    case 'PageDown':
      return at(line, column + 10);
    case 'Home':
      return at(isWhole ? 0 : line, 0);
    case 'End':
      return at(isWhole ? layout.lines - 1 : line, layout.columns - 1);
    default:
      return undefined;
  }
}

/** The columns that are at least partly between two places. */
export function columnsBetween(
  { columns, pitch }: MatrixLayout,
  left: number,
  right: number,
): { first: number; end: number } {
  const first = Math.max(0, Math.min(columns, Math.floor(left / pitch)));
  return { first, end: Math.max(first, Math.min(columns, Math.ceil(right / pitch))) };
}

/** Columns whose number is written above: the first, then every fifth or so, as wide as the numbers need; never one over another. */
export function labelledColumns({ columns, pitch }: MatrixLayout, numberOf: (column: number) => number): number[] {
  const widthOf = (text: string): number => text.length * 6.5 + 6;
  const step = [5, 10, 20, 50, 100, 200, 500].find((one) => one * pitch >= widthOf(String(columns))) ?? 1000;
  let free = 0;
  return Array.from({ length: columns }, (_, column) => column).filter((column) => {
    const number = numberOf(column);
    if ((column > 0 && number % step !== 0) || column * pitch < free) return false;
    free = column * pitch + widthOf(String(number));
    return true;
  });
}
