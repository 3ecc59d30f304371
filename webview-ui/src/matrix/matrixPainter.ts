// Draws the cells of a matrix, of one size, on a canvas: each verdict by color and by sign, the sign as long as there is room for one.
// And the line above the models: how many failed.

import type { SquareLook } from '../../../src/shared/words/testText';
import { inkOn } from '../kit/colors';
import { drawReviewMark, type ReviewMark } from '../grid/reviewMark';
import { shadeCount, shadedColor } from '../grid/squareShade';
import type { SquareTheme } from '../grid/squareTheme';
import { traceSign } from '../grid/traceSign';

/** The share of its strength that a cell keeps whose prompt is not among those looked for. */
const dimmed = 0.2;

/** CSS px below which a number in a cell is only noise. */
const leastWidthForNumber = 12;

export class MatrixPainter {
  private readonly atlas = new Map<string, HTMLCanvasElement>();
  private readonly inks: { correct: string; incorrect: string };

  /** `width` and `height` are those of a cell in device px, `ratio` device px per CSS px. */
  constructor(
    readonly width: number,
    readonly height: number,
    private readonly ratio: number,
    private readonly theme: SquareTheme,
    private readonly fontFamily: string,
  ) {
    this.inks = { correct: inkOn(theme.correct), incorrect: inkOn(theme.incorrect) };
  }

  /** `shade` is `shadeOf`; x and y are device px. */
  draw(
    context: CanvasRenderingContext2D,
    look: SquareLook,
    shade: number,
    isDimmed: boolean,
    x: number,
    y: number,
  ): void {
    context.globalAlpha = isDimmed ? dimmed : 1;
    context.drawImage(this.picture(look, shade), x, y);
    context.globalAlpha = 1;
  }

  /** Marks a cell whose tests people have said something of. */
  drawReview(context: CanvasRenderingContext2D, mark: ReviewMark, isDimmed: boolean, x: number, y: number): void {
    const { width, height, ratio, theme } = this;
    context.globalAlpha = isDimmed ? dimmed : 1;
    drawReviewMark(context, mark, { x, y, width, height, ratio, raised: 0 }, theme);
    context.globalAlpha = 1;
  }

  /**
   * How many of `of` models failed a prompt: the number where it has room, and the stronger the color of *incorrect* the more they are. Solid,
   * with the ink of a verdict, is all of them.
   */
  drawFailed(
    context: CanvasRenderingContext2D,
    failed: number,
    of: number,
    isDimmed: boolean,
    x: number,
    y: number,
  ): void {
    const { width, height, theme, ratio } = this;
    const isAll = failed === of && of > 0;
    const strength = isDimmed ? dimmed : 1;
    if (failed > 0) {
      context.globalAlpha = strength * (isAll ? 1 : 0.12 + (0.5 * failed) / of);
      context.fillStyle = theme.incorrect;
      context.fillRect(x, y, width, height);
    }
    context.globalAlpha = strength;
    if (failed === 0 || width / ratio >= leastWidthForNumber) {
      context.fillStyle = failed === 0 ? theme.muted : isAll ? this.inks.incorrect : theme.foreground;
      const size = Math.min(11 * ratio, (width / String(failed).length) * 1.5);
      context.font = `${isAll ? 'bold ' : ''}${Math.round(size)}px ${this.fontFamily}`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(failed === 0 ? '·' : String(failed), x + width / 2, y + height / 2 + ratio / 2);
    }
    context.globalAlpha = 1;
  }

  private picture(look: SquareLook, shade: number): HTMLCanvasElement {
    const place = look === 'correct' || look === 'incorrect' ? shade : shadeCount - 1;
    const key = `${look} ${place}`;
    const known = this.atlas.get(key);
    if (known) return known;
    const canvas = document.createElement('canvas');
    canvas.width = this.width;
    canvas.height = this.height;
    const context = canvas.getContext('2d');
    if (context) this.paint(context, look, place);
    this.atlas.set(key, canvas);
    return canvas;
  }

  private paint(context: CanvasRenderingContext2D, look: SquareLook, shade: number): void {
    const { width, height, theme, ratio } = this;
    const edge = Math.max(1, Math.round(ratio));
    const outline = (): void => {
      context.beginPath();
      context.roundRect(edge / 2, edge / 2, width - edge, height - edge, 2 * ratio);
      context.lineWidth = edge;
    };
    outline();
    if (look === 'correct' || look === 'incorrect') {
      context.fillStyle = shadedColor(theme[look], theme.background, this.inks[look], shade);
      context.fill();
      context.strokeStyle = theme[look];
      context.stroke();
      this.sign(context, look, this.inks[look]);
      return;
    }
    if (look === 'skipped') {
      context.setLineDash([edge, edge * 2]);
      context.strokeStyle = theme.muted;
      context.stroke();
      context.setLineDash([]);
      return;
    }
    context.fillStyle = theme.waiting;
    context.fill();
    const isAsked = look === 'running' || look === 'submitted';
    context.strokeStyle = look === 'error' ? theme.error : isAsked ? theme.running : theme.border;
    context.lineWidth = look === 'running' ? 2 * edge : edge;
    if (look === 'submitted') context.setLineDash([edge * 4, edge * 3]);
    context.stroke();
    context.setLineDash([]);
    if (look === 'submitted') this.dot(context);
    if (look === 'error') this.sign(context, look, theme.error);
  }

  /** Where edges are close together, dashes alone are hard to tell from lines. */
  private dot(context: CanvasRenderingContext2D): void {
    const { width, height, ratio } = this;
    context.beginPath();
    context.arc(width / 2, height / 2, Math.max(ratio, Math.min(width, height) * 0.14), 0, 2 * Math.PI);
    context.fillStyle = this.theme.running;
    context.fill();
  }

  private sign(context: CanvasRenderingContext2D, look: 'correct' | 'incorrect' | 'error', color: string): void {
    const { width, height, ratio } = this;
    const x = width / 2;
    const y = height / 2;
    const reach = Math.min(width * 0.32, height * 0.26);
    context.strokeStyle = color;
    context.lineWidth = Math.max(1.4 * ratio, reach * 0.4);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    traceSign(context, look, x, y, reach);
    context.stroke();
  }
}
