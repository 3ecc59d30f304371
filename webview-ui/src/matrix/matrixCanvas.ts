// The canvas of a matrix: as wide as what is seen, drawn anew where it is scrolled, cell by cell where only a cell has changed.

import { shadeOf } from '../grid/squareShade';
import { readSquareTheme } from '../grid/squareTheme';
import type { SquareTheme } from '../grid/squareTheme';
import { axisHeight, cellPlace, columnsBetween, groupHeight, labelledColumns, matrixHeight } from './matrixLayout';
import type { MatrixLayout } from './matrixLayout';
import { MatrixPainter } from './matrixPainter';
import type { MatrixSource } from './matrixSource';

export class MatrixCanvas {
  private readonly canvas = document.createElement('canvas');
  private source: MatrixSource | null = null;
  private layout: MatrixLayout | null = null;
  private theme: SquareTheme | null = null;
  private painter: MatrixPainter | null = null;
  private fontFamily = 'sans-serif';
  private frame = 0;
  /** Positions to be drawn again. */
  private dirty: Set<number> | 'all' = 'all';

  /** `scrolled` says how far the matrix is scrolled, CSS px. */
  constructor(
    private readonly host: HTMLElement,
    private readonly scrolled: () => number,
  ) {
    host.append(this.canvas);
  }

  /** Starts over with another layout, at once, so that it is in the frame in which the layout is known; `width` is what is seen, CSS px. */
  place(source: MatrixSource, layout: MatrixLayout, width: number): void {
    this.source = source;
    this.layout = layout;
    const { canvas, host } = this;
    const ratio = window.devicePixelRatio;
    const height = matrixHeight(layout);
    canvas.width = Math.ceil(width * ratio);
    canvas.height = Math.ceil(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const [cellWidth, cellHeight] = [Math.round(layout.width * ratio), Math.round(layout.height * ratio)];
    if (this.painter?.width !== cellWidth || this.painter.height !== cellHeight) {
      this.fontFamily = getComputedStyle(host).fontFamily;
      this.theme ??= this.readTheme();
      this.painter = new MatrixPainter(cellWidth, cellHeight, ratio, this.theme, this.fontFamily);
    }
    this.dirty = 'all';
    cancelAnimationFrame(this.frame);
    this.draw();
  }

  /** The theme or the pixel ratio has changed; a layout must follow. */
  forgetTheme(): void {
    this.theme = null;
    this.painter = null;
  }

  mark(position: number): void {
    if (this.dirty !== 'all') this.dirty.add(position);
    this.requestFrame();
  }

  markAll(): void {
    this.dirty = 'all';
    this.requestFrame();
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.canvas.remove();
  }

  private readTheme(): SquareTheme {
    const probe = document.createElement('span');
    this.host.append(probe);
    const theme = readSquareTheme(probe);
    probe.remove();
    return theme;
  }

  private requestFrame(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(this.draw);
  }

  private readonly draw = (): void => {
    this.frame = 0;
    const { layout, source, painter, canvas, dirty } = this;
    const context = canvas.getContext('2d');
    if (!layout || !source || !painter || !context) return;
    this.dirty = new Set();
    const left = this.scrolled();
    const seen = columnsBetween(layout, left, left + canvas.width / window.devicePixelRatio);
    const drawCell = (position: number): void => {
      const column = position % layout.columns;
      if (column < seen.first || column >= seen.end) return;
      drawOne(context, layout, source, painter, position, left);
    };
    if (dirty !== 'all') {
      for (const position of dirty) drawCell(position);
      return;
    }
    context.clearRect(0, 0, canvas.width, canvas.height);
    this.drawAxis(context, layout, source, seen, left);
    for (let line = 0; line < layout.lines; line++)
      for (let column = seen.first; column < seen.end; column++) drawCell(line * layout.columns + column);
  };

  private drawAxis(
    context: CanvasRenderingContext2D,
    layout: MatrixLayout,
    source: MatrixSource,
    seen: { first: number; end: number },
    left: number,
  ): void {
    const ratio = window.devicePixelRatio;
    context.fillStyle = this.theme?.muted ?? '#888888';
    context.font = `${Math.round(11 * ratio)}px ${this.fontFamily}`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    for (const column of labelledColumns(layout, (one) => source.numberOf(one))) {
      if (column < seen.first - 5 || column >= seen.end) continue;
      const x = (column * layout.pitch - left) * ratio;
      context.fillText(String(source.numberOf(column)), x, (layout.top - axisHeight / 2) * ratio);
    }
    this.drawGroups(context, layout, source, left);
  }

  /** The name of each group over its columns, in view as long as one of them is, and a line where the next group begins. */
  private drawGroups(
    context: CanvasRenderingContext2D,
    layout: MatrixLayout,
    source: MatrixSource,
    left: number,
  ): void {
    const ratio = window.devicePixelRatio;
    for (const { name, first, end } of source.groups) {
      const [start, stop] = [first * layout.pitch - left, end * layout.pitch - left];
      if (stop <= 0 || start >= this.canvas.width / ratio) continue;
      if (first > 0)
        context.fillRect(Math.round((start - 1) * ratio), 0, Math.max(1, Math.round(ratio)), this.canvas.height);
      const from = Math.max(0, start) + (first > 0 ? 2 : 0);
      context.save();
      context.beginPath();
      context.rect(from * ratio, 0, Math.max(0, stop - from - 3) * ratio, groupHeight * ratio);
      context.clip();
      context.fillStyle = this.theme?.foreground ?? '#888888';
      context.fillText(name, from * ratio, (groupHeight / 2) * ratio);
      context.restore();
    }
  }
}

function drawOne(
  context: CanvasRenderingContext2D,
  layout: MatrixLayout,
  source: MatrixSource,
  painter: MatrixPainter,
  position: number,
  left: number,
): void {
  const ratio = window.devicePixelRatio;
  const place = cellPlace(layout, position);
  const x = Math.round((place.x - left) * ratio);
  const y = Math.round(place.y * ratio);
  const line = Math.floor(position / layout.columns) - 1;
  const column = position % layout.columns;
  const isDimmed = source.isDimmed(column);
  context.clearRect(x, y, painter.width, painter.height);
  if (line < 0) {
    painter.drawFailed(context, source.failedOf(column), source.lines, isDimmed, x, y);
    return;
  }
  const look = source.lookOf(line, column);
  painter.draw(context, look, shadeOf(look, source.scoreOf(line, column)), isDimmed, x, y);
  const mark = source.reviewOf(line, column);
  if (mark) painter.drawReview(context, mark, isDimmed, x, y);
}
