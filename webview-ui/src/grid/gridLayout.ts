// Where squares are: columns by width, tiles of lines so that only canvases near the screen hold pixels.
// Pure arithmetic in CSS px.

/** Space between squares, px. */
const squareGap = 3;

/** A tile is about this high, px: small enough that few pixels are kept off screen, large enough for few canvases. */
const tileHeight = 480;

export interface GridLayout {
  count: number;
  /** Height of a square; also its width unless it has to hold many trials. */
  size: number;
  width: number;
  /** The distance from one square to the next, downwards. */
  pitch: number;
  /** The distance from one square to the next, to the right. */
  pitchX: number;
  columns: number;
  lines: number;
  height: number;
  linesPerTile: number;
  tiles: number;
}

/** `width` is that of the grid, `squareWidth` that of a square. */
export function layOutGrid(count: number, width: number, size: number, squareWidth = size): GridLayout {
  const pitch = size + squareGap;
  const pitchX = squareWidth + squareGap;
  const columns = Math.max(1, Math.floor((width + squareGap) / pitchX));
  const lines = Math.ceil(count / columns);
  const linesPerTile = Math.max(1, Math.floor(tileHeight / pitch));
  return {
    count,
    size,
    width: squareWidth,
    pitch,
    pitchX,
    columns,
    lines,
    height: Math.max(0, lines * pitch - squareGap),
    linesPerTile,
    tiles: Math.ceil(lines / linesPerTile),
  };
}

export function squareOrigin(layout: GridLayout, position: number): { x: number; y: number } {
  return { x: (position % layout.columns) * layout.pitchX, y: Math.floor(position / layout.columns) * layout.pitch };
}

export function tileOf(layout: GridLayout, position: number): number {
  return Math.floor(position / layout.columns / layout.linesPerTile);
}

/** The positions of a tile: from `first` up to, not including, `end`. */
export function tileRange(layout: GridLayout, tile: number): { first: number; end: number } {
  const squares = layout.columns * layout.linesPerTile;
  return { first: tile * squares, end: Math.min(layout.count, (tile + 1) * squares) };
}

/** The square at a point of the grid; undefined in a gap or outside. */
export function squareAt(layout: GridLayout, x: number, y: number): number | undefined {
  const column = Math.floor(x / layout.pitchX);
  const line = Math.floor(y / layout.pitch);
  if (x < 0 || y < 0 || column >= layout.columns) return undefined;
  if (x - column * layout.pitchX >= layout.width || y - line * layout.pitch >= layout.size) return undefined;
  const position = line * layout.columns + column;
  return position < layout.count ? position : undefined;
}

/** Where a key moves the focus; undefined for a key that does not move it. */
export function movedPosition(layout: GridLayout, position: number, key: string, isWhole: boolean): number | undefined {
  const last = layout.count - 1;
  const lineStart = position - (position % layout.columns);
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, position - 1);
    case 'ArrowRight':
      return Math.min(last, position + 1);
    case 'ArrowUp':
      return position >= layout.columns ? position - layout.columns : position;
    case 'ArrowDown':
      return lineStart + layout.columns > last ? position : Math.min(last, position + layout.columns);
    case 'Home':
      return isWhole ? 0 : lineStart;
    case 'End':
      return isWhole ? last : Math.min(last, lineStart + layout.columns - 1);
    default:
      return undefined;
  }
}
