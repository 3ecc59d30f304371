// From the focused cell of a matrix to the next one of a kind: `n` and `p` for wrong ones, `e` for errors. Pure.

/** A cell by its line (from 0, only models) and its column. */
interface CellPlace {
  line: number;
  column: number;
}

/**
 * The next cell that `isWanted`, along the line and then on in the next one, around the whole matrix and back to `from` at last;
 * null where there is none.
 */
export function nextCell(
  from: CellPlace,
  step: 1 | -1,
  { lines, columns }: { lines: number; columns: number },
  isWanted: (cell: CellPlace) => boolean,
): CellPlace | null {
  const count = lines * columns;
  const start = from.line * columns + from.column;
  for (let passed = 1; passed <= count; passed++) {
    const at = (((start + step * passed) % count) + count) % count;
    const cell = { line: Math.floor(at / columns), column: at % columns };
    if (isWanted(cell)) return cell;
  }
  return null;
}

/** The next of some columns in a direction, around; null where there are none. */
export function nextColumn(from: number, step: 1 | -1, columns: readonly number[]): number | null {
  const ordered = step === 1 ? columns : [...columns].reverse();
  return ordered.find((column) => (step === 1 ? column > from : column < from)) ?? ordered[0] ?? null;
}
