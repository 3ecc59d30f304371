// The canvases of a grid of squares, stacked as tiles: as many as its layout has, and which of them are near the screen.
// What is drawn on them, and when, is each grid's own.

import { isPrinting } from '../kit/printing';
import { tileRange } from './gridLayout';
import type { GridLayout } from './gridLayout';

/** How far outside the screen tiles are kept drawn, so that scrolling shows no gaps. */
const keptMargin = '400px';

export abstract class TileCanvases<Tile extends { canvas: HTMLCanvasElement }> {
  protected tiles: Tile[] = [];
  protected layout: GridLayout | null = null;
  private readonly visibility: IntersectionObserver;

  constructor(protected readonly container: HTMLElement) {
    // With the document itself as root the margin also counts inside an iframe.
    this.visibility = new IntersectionObserver((entries) => this.visibilityChanged(entries), {
      root: document,
      rootMargin: keptMargin,
    });
  }

  /** What a grid keeps of a canvas, which has no pixels yet. */
  protected abstract tileOn(canvas: HTMLCanvasElement): Tile;
  /** A tile has its place in a new layout. */
  protected abstract tilePlaced(tile: Tile, number: number): void;
  /** A tile has come near the screen or gone far from it. */
  protected abstract tileMoved(tile: Tile, number: number, isNear: boolean): void;

  /** Starts over with another layout. */
  protected placeTiles(layout: GridLayout): void {
    this.layout = layout;
    while (this.tiles.length > layout.tiles) {
      const { canvas } = this.tiles.pop()!;
      this.visibility.unobserve(canvas);
      canvas.remove();
    }
    for (let number = 0; number < layout.tiles; number++) {
      const tile = this.tiles[number] ?? this.addTile();
      const { style } = tile.canvas;
      style.top = `${number * layout.linesPerTile * layout.pitch}px`;
      style.width = `${layout.columns * layout.pitchX}px`;
      style.height = `${linesOf(layout, number) * layout.pitch}px`;
      this.tilePlaced(tile, number);
    }
  }

  /** Gives a canvas its pixels, `ratio` of them to a CSS px, all of them empty. */
  protected sizeCanvas({ canvas }: Tile, number: number, ratio: number): void {
    const layout = this.layout!;
    canvas.width = Math.ceil(layout.columns * layout.pitchX * ratio);
    canvas.height = Math.ceil(linesOf(layout, number) * layout.pitch * ratio);
  }

  /** Draws every tile here and now, wherever it is: for paper. */
  drawAll(): void {
    this.tiles.forEach((tile, number) => this.tileMoved(tile, number, true));
  }

  dispose(): void {
    this.visibility.disconnect();
    for (const { canvas } of this.tiles) canvas.remove();
    this.tiles = [];
  }

  protected visibilityChanged(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const number = this.tiles.findIndex(({ canvas }) => canvas === target);
      const tile = this.tiles[number];
      // On paper every tile is seen.
      if (tile && !isPrinting()) this.tileMoved(tile, number, isIntersecting);
    }
  }

  private addTile(): Tile {
    const canvas = document.createElement('canvas');
    canvas.width = 0;
    canvas.height = 0;
    const tile = this.tileOn(canvas);
    this.tiles.push(tile);
    this.container.append(canvas);
    this.visibility.observe(canvas);
    return tile;
  }
}

function linesOf(layout: GridLayout, number: number): number {
  const { first, end } = tileRange(layout, number);
  return Math.ceil((end - first) / layout.columns);
}
