// The canvases of a grid of differences. Tiles far from the screen hold no pixels.

import type { PromptFate } from '../../../src/shared/protocols/comparisonView';
import { squareOrigin, tileRange } from '../grid/gridLayout';
import type { GridLayout } from '../grid/gridLayout';
import { readSquareTheme } from '../grid/squareTheme';
import type { SquareTheme } from '../grid/squareTheme';
import { inkOn } from '../kit/colors';
import { TileCanvases } from '../grid/tileCanvases';

interface Tile {
  canvas: HTMLCanvasElement;
  isNear: boolean;
}

export class DifferenceTiles extends TileCanvases<Tile> {
  constructor(
    container: HTMLElement,
    private readonly fateAt: (position: number) => PromptFate,
  ) {
    super(container);
  }

  /** Starts over with another layout, other fates or other colors. */
  rebuild(layout: GridLayout): void {
    this.placeTiles(layout);
  }

  protected override tileOn(canvas: HTMLCanvasElement): Tile {
    return { canvas, isNear: false };
  }

  protected override tilePlaced(tile: Tile, number: number): void {
    if (tile.isNear) this.draw(tile, number);
  }

  protected override tileMoved(tile: Tile, number: number, isNear: boolean): void {
    if (tile.isNear === isNear) return;
    tile.isNear = isNear;
    if (isNear) this.draw(tile, number);
    else tile.canvas.width = tile.canvas.height = 0;
  }

  private draw(tile: Tile, number: number): void {
    const layout = this.layout!;
    const ratio = window.devicePixelRatio;
    const { first, end } = tileRange(layout, number);
    this.sizeCanvas(tile, number, ratio);
    const context = tile.canvas.getContext('2d');
    if (!context) return;
    const theme = themeAt(this.container);
    context.scale(ratio, ratio);
    const top = squareOrigin(layout, first).y;
    for (let position = first; position < end; position++) {
      const { x, y } = squareOrigin(layout, position);
      context.save();
      context.translate(x, y - top);
      drawSquare(context, this.fateAt(position), layout.size, theme);
      context.restore();
    }
  }
}

function themeAt(container: HTMLElement): SquareTheme {
  const probe = document.createElement('span');
  container.append(probe);
  const theme = readSquareTheme(probe);
  probe.remove();
  return theme;
}

/** A change is solid with an arrow; what stayed is an empty square with a small tick or cross; what can't be compared is a dotted one. */
function drawSquare(context: CanvasRenderingContext2D, fate: PromptFate, size: number, theme: SquareTheme): void {
  const color =
    fate === 'better' || fate === 'sameRight' ? theme.correct : fate === 'unjudged' ? theme.muted : theme.incorrect;
  const isChange = fate === 'better' || fate === 'worse';
  context.beginPath();
  context.roundRect(0.5, 0.5, size - 1, size - 1, Math.min(4, size * 0.12));
  context.lineWidth = 1;
  context.strokeStyle = color;
  if (isChange) {
    context.fillStyle = color;
    context.fill();
  } else if (fate === 'unjudged') {
    context.setLineDash([1.5, 2.5]);
  } else {
    context.fillStyle = theme.waiting;
    context.fill();
    context.globalAlpha = 0.45;
  }
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.strokeStyle = isChange ? inkOn(color) : color;
  context.lineWidth = isChange ? Math.max(2, size * 0.1) : Math.max(1.4, size * 0.06);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  for (const [x, y, isStart] of glyphs[fate]) {
    if (isStart) context.moveTo(x * size, y * size);
    else context.lineTo(x * size, y * size);
  }
  context.stroke();
}

/** Corners of the signs in a square of side 1; true starts a new stroke. */
const glyphs: { readonly [fate in PromptFate]: readonly (readonly [x: number, y: number, isStart: boolean])[] } = {
  worse: [
    [0.5, 0.24, true],
    [0.5, 0.74, false],
    [0.28, 0.52, true],
    [0.5, 0.74, false],
    [0.72, 0.52, false],
  ],
  better: [
    [0.5, 0.76, true],
    [0.5, 0.26, false],
    [0.28, 0.48, true],
    [0.5, 0.26, false],
    [0.72, 0.48, false],
  ],
  sameRight: [
    [0.34, 0.52, true],
    [0.46, 0.64, false],
    [0.68, 0.38, false],
  ],
  sameWrong: [
    [0.37, 0.37, true],
    [0.63, 0.63, false],
    [0.63, 0.37, true],
    [0.37, 0.63, false],
  ],
  unjudged: [
    [0.38, 0.5, true],
    [0.62, 0.5, false],
  ],
};
