// The canvases of one row of squares. Tiles far from the screen hold no pixels; a change draws only its own square.

import type { SquareLook } from '../../src/shared/testText';
import { squareOrigin, tileOf, tileRange } from './gridLayout';
import type { GridLayout } from './gridLayout';
import type { SquarePainter } from './squarePainter';

interface Tile {
  canvas: HTMLCanvasElement;
  /** Null while the tile is far from the screen. */
  context: CanvasRenderingContext2D | null;
  dirty: Set<number>;
  running: Set<number>;
}

/** How far outside the screen tiles are kept drawn, so that scrolling shows no gaps. */
const keptMargin = '400px';

/** Pulsing squares are redrawn this often, ms; smooth enough for a slow glow. */
const pulseInterval = 66;
const pulsePeriod = 1400;

export class GridTiles {
  private tiles: Tile[] = [];
  private layout: GridLayout | null = null;
  private painter: SquarePainter | null = null;
  private ratio = 1;
  private frame = 0;
  private lastPulse = 0;
  private readonly visibility: IntersectionObserver;
  private readonly reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

  constructor(
    private readonly container: HTMLElement,
    private readonly lookOf: (position: number) => SquareLook,
    private readonly indexOf: (position: number) => number,
  ) {
    // With the document itself as root the margin also counts inside an iframe.
    this.visibility = new IntersectionObserver((entries) => this.visibilityChanged(entries), { root: document, rootMargin: keptMargin });
  }

  /** Starts over with another layout or other looks. */
  rebuild(layout: GridLayout, painter: SquarePainter, ratio: number): void {
    this.layout = layout;
    this.painter = painter;
    this.ratio = ratio;
    while (this.tiles.length > layout.tiles) {
      const tile = this.tiles.pop()!;
      this.visibility.unobserve(tile.canvas);
      tile.canvas.remove();
    }
    for (let number = 0; number < layout.tiles; number++) {
      const tile = this.tiles[number] ?? this.addTile();
      const { first, end } = tileRange(layout, number);
      const lines = Math.ceil((end - first) / layout.columns);
      tile.canvas.style.top = `${number * layout.linesPerTile * layout.pitch}px`;
      tile.canvas.style.width = `${layout.columns * layout.pitch}px`;
      tile.canvas.style.height = `${lines * layout.pitch}px`;
      if (tile.context) this.allocate(tile, number);
    }
  }

  /** A square has changed; it is drawn with the next frame. */
  markDirty(position: number): void {
    if (!this.layout) return;
    const tile = this.tiles[tileOf(this.layout, position)];
    if (!tile?.context) return;
    tile.dirty.add(position);
    this.requestFrame();
  }

  markAllDirty(): void {
    this.tiles.forEach((tile, number) => {
      if (tile.context) this.markTileDirty(tile, number);
    });
  }

  dispose(): void {
    this.visibility.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const tile of this.tiles) tile.canvas.remove();
    this.tiles = [];
  }

  private addTile(): Tile {
    const canvas = document.createElement('canvas');
    canvas.width = 0;
    canvas.height = 0;
    const tile: Tile = { canvas, context: null, dirty: new Set(), running: new Set() };
    this.tiles.push(tile);
    this.container.append(canvas);
    this.visibility.observe(canvas);
    return tile;
  }

  private visibilityChanged(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const number = this.tiles.findIndex((tile) => tile.canvas === entry.target);
      const tile = this.tiles[number];
      if (!tile) continue;
      if (entry.isIntersecting && !tile.context) this.allocate(tile, number);
      else if (!entry.isIntersecting && tile.context) release(tile);
    }
    // Drawn here and now: waiting for the next frame would show empty tiles while scrolling.
    this.drawDirty();
  }

  private allocate(tile: Tile, number: number): void {
    const layout = this.layout!;
    const { first, end } = tileRange(layout, number);
    tile.canvas.width = Math.ceil(layout.columns * layout.pitch * this.ratio);
    tile.canvas.height = Math.ceil(Math.ceil((end - first) / layout.columns) * layout.pitch * this.ratio);
    tile.context = tile.canvas.getContext('2d');
    this.markTileDirty(tile, number);
  }

  private markTileDirty(tile: Tile, number: number): void {
    const { first, end } = tileRange(this.layout!, number);
    tile.dirty.clear();
    tile.running.clear();
    for (let position = first; position < end; position++) tile.dirty.add(position);
    this.requestFrame();
  }

  private requestFrame(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(this.drawFrame);
  }

  private readonly drawFrame = (now: number): void => {
    this.frame = 0;
    this.drawDirty(now);
    if (this.reducedMotion.matches) return;
    const isPulseDue = now - this.lastPulse >= pulseInterval;
    if (isPulseDue) this.lastPulse = now;
    let isPulsing = false;
    this.tiles.forEach((tile, number) => {
      if (!tile.context || tile.running.size === 0) return;
      isPulsing = true;
      if (isPulseDue) for (const position of tile.running) this.drawSquare(tile, number, position, now);
    });
    if (isPulsing) this.requestFrame();
  };

  private drawDirty(now = performance.now()): void {
    this.tiles.forEach((tile, number) => {
      if (!tile.context || tile.dirty.size === 0) return;
      for (const position of tile.dirty) {
        if (this.lookOf(position) === 'running') tile.running.add(position);
        else tile.running.delete(position);
        this.drawSquare(tile, number, position, now);
      }
      tile.dirty.clear();
    });
  }

  private drawSquare(tile: Tile, number: number, position: number, now: number): void {
    const layout = this.layout!;
    const origin = squareOrigin(layout, position);
    const top = origin.y - number * layout.linesPerTile * layout.pitch;
    const pulse = this.reducedMotion.matches ? 1 : 0.35 + 0.65 * (0.5 + 0.5 * Math.cos(((now % pulsePeriod) / pulsePeriod) * 2 * Math.PI));
    this.painter!.draw(
      tile.context!,
      this.lookOf(position),
      this.indexOf(position),
      Math.round(origin.x * this.ratio),
      Math.round(top * this.ratio),
      pulse,
    );
  }
}

function release(tile: Tile): void {
  tile.context = null;
  tile.canvas.width = 0;
  tile.canvas.height = 0;
  tile.dirty.clear();
  tile.running.clear();
}
