// The canvases of one row of squares. Tiles far from the screen hold no pixels; a change draws only its own square.

import type { GridSource } from './gridSource';
import { sliceCount } from './gridSquares';
import { squareOrigin, tileOf, tileRange } from './gridLayout';
import type { GridLayout } from './gridLayout';
import { strongestMark } from './reviewMark';
import type { SquarePainter } from './squarePainter';
import { sumPhases } from './squarePhases';
import { shadeOf } from './squareShade';
import { leastSizeForPhases } from './squareSizes';
import { TileCanvases } from './tileCanvases';
import type { TrialLook } from './trialPainter';

interface Tile {
  canvas: HTMLCanvasElement;
  /** Null while the tile is far from the screen. */
  context: CanvasRenderingContext2D | null;
  dirty: Set<number>;
  running: Set<number>;
}

/** Pulsing squares are redrawn this often, ms; smooth enough for a slow glow. */
const pulseInterval = 66;
const pulsePeriod = 1400;

export class GridTiles extends TileCanvases<Tile> {
  private painter: SquarePainter | null = null;
  private ratio = 1;
  private frame = 0;
  private lastPulse = 0;
  private readonly reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');

  constructor(
    container: HTMLElement,
    private readonly source: () => GridSource | null,
  ) {
    super(container);
  }

  /** Starts over with another layout or other looks. */
  rebuild(layout: GridLayout, painter: SquarePainter, ratio: number): void {
    this.painter = painter;
    this.ratio = ratio;
    this.placeTiles(layout);
  }

  /** A square has changed; it is drawn with the next frame. */
  markDirty(square: number): void {
    if (!this.layout) return;
    const tile = this.tiles[tileOf(this.layout, square)];
    if (!tile?.context) return;
    tile.dirty.add(square);
    this.requestFrame();
  }

  markAllDirty(): void {
    this.tiles.forEach((tile, number) => {
      if (tile.context) this.markTileDirty(tile, number);
    });
  }

  override drawAll(): void {
    super.drawAll();
    this.drawDirty();
  }

  override dispose(): void {
    super.dispose();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  protected override tileOn(canvas: HTMLCanvasElement): Tile {
    return { canvas, context: null, dirty: new Set(), running: new Set() };
  }

  protected override tilePlaced(tile: Tile, number: number): void {
    if (tile.context) this.allocate(tile, number);
  }

  protected override tileMoved(tile: Tile, number: number, isNear: boolean): void {
    if (isNear && !tile.context) this.allocate(tile, number);
    else if (!isNear && tile.context) release(tile);
  }

  protected override visibilityChanged(entries: readonly IntersectionObserverEntry[]): void {
    super.visibilityChanged(entries);
    // Drawn here and now: waiting for the next frame would show empty tiles while scrolling.
    this.drawDirty();
  }

  private allocate(tile: Tile, number: number): void {
    this.sizeCanvas(tile, number, this.ratio);
    tile.context = tile.canvas.getContext('2d');
    this.markTileDirty(tile, number);
  }

  private markTileDirty(tile: Tile, number: number): void {
    const { first, end } = tileRange(this.layout!, number);
    tile.dirty.clear();
    tile.running.clear();
    for (let square = first; square < end; square++) tile.dirty.add(square);
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
      if (isPulseDue) for (const square of tile.running) this.drawSquare(tile, number, square, now);
    });
    if (isPulsing) this.requestFrame();
  };

  private drawDirty(now = performance.now()): void {
    this.tiles.forEach((tile, number) => {
      if (!tile.context || tile.dirty.size === 0) return;
      for (const square of tile.dirty) {
        if (this.drawSquare(tile, number, square, now)) tile.running.add(square);
        else tile.running.delete(square);
      }
      tile.dirty.clear();
    });
  }

  /** Returns whether something in the square runs. */
  private drawSquare(tile: Tile, number: number, square: number, now: number): boolean {
    const source = this.source();
    if (!source || square >= source.squares.count) return false;
    const layout = this.layout!;
    const painter = this.painter!;
    const context = tile.context!;
    const origin = squareOrigin(layout, square);
    const x = Math.round(origin.x * this.ratio);
    const y = Math.round((origin.y - number * layout.linesPerTile * layout.pitch) * this.ratio);
    const pulse = this.reducedMotion.matches
      ? 1
      : 0.35 + 0.65 * (0.5 + 0.5 * Math.cos(((now % pulsePeriod) / pulsePeriod) * 2 * Math.PI));
    const first = source.squares.first[square]!;
    const slices = sliceCount(source.squares, square);
    const hasPhases = layout.size >= leastSizeForPhases;
    if (slices === 1) {
      const look = source.lookOf(first);
      painter.draw(context, look, shadeOf(look, source.scoreOf(first)), source.numberOf(square), x, y, pulse);
      const phases = hasPhases ? source.phasesOf(first) : null;
      if (phases) painter.drawPhases(context, phases, x, y);
      if (source.isLate(first)) painter.drawLate(context, x, y);
      const mark = source.reviewOf(first);
      if (mark) painter.drawReview(context, mark, phases !== null, x, y);
      return look === 'running';
    }
    const looks = Array.from({ length: slices }, (_, slice): TrialLook => {
      const look = source.lookOf(first + slice);
      return { look, shade: shadeOf(look, source.scoreOf(first + slice)) };
    });
    const trials = painter.trials(layout.width);
    trials.draw(context, looks, source.numberOf(square), x, y, pulse);
    const phases = hasPhases ? sumPhases(looks.map((_, slice) => source.phasesOf(first + slice))) : null;
    if (phases) painter.drawPhases(context, phases, x, y, trials.width);
    if (looks.some((_, slice) => source.isLate(first + slice))) painter.drawLate(context, x, y, trials.width);
    const mark = strongestMark(looks.map((_, slice) => source.reviewOf(first + slice)));
    if (mark) painter.drawReview(context, mark, phases !== null, x, y, trials.width);
    return looks.some(({ look }) => look === 'running');
  }
}

function release(tile: Tile): void {
  tile.context = null;
  tile.canvas.width = 0;
  tile.canvas.height = 0;
  tile.dirty.clear();
  tile.running.clear();
}
