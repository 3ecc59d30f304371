// Draws one square on a canvas, from pictures made once per size, pixel ratio and theme.
// It reads the theme's colors through a probe element, because a canvas cannot read CSS variables.

import type { SquareLook } from '../../../src/shared/words/testText';
import { inkOn } from '../kit/colors';
import { drawReviewMark, type ReviewMark } from './reviewMark';
import { phaseWidths } from './squarePhases';
import type { PhaseTimes } from './squarePhases';
import { shadeCount, shadedColor } from './squareShade';
import { leastSizeForNumber, leastSizeForPhases, phaseBar } from './squareSizes';
import type { SquareTheme } from './squareTheme';
import { traceSign } from './traceSign';
import { TrialPainter } from './trialPainter';

const looks: readonly SquareLook[] = ['waiting', 'submitted', 'running', 'skipped', 'correct', 'incorrect', 'error'];

/** Below this many device pixels of text height a number is only noise. */
const smallestNumber = 7;

export class SquarePainter {
  /** Side of a square in device pixels. */
  readonly side: number;
  private readonly atlas: HTMLCanvasElement;
  private readonly inks: { [look in SquareLook]: string };
  private readonly trialPainters = new Map<number, TrialPainter>();

  /** `size` in CSS px, `ratio` in device pixels per CSS px. */
  constructor(
    private readonly size: number,
    private readonly ratio: number,
    private readonly theme: SquareTheme,
    private readonly fontFamily: string,
  ) {
    this.side = Math.round(size * ratio);
    this.inks = {
      waiting: theme.muted,
      submitted: theme.muted,
      running: theme.foreground,
      skipped: theme.muted,
      correct: inkOn(theme.correct),
      incorrect: inkOn(theme.incorrect),
      error: theme.foreground,
    };
    this.atlas = document.createElement('canvas');
    this.atlas.width = this.side * looks.length;
    this.atlas.height = this.side * shadeCount;
    const context = this.atlas.getContext('2d');
    if (!context) return;
    looks.forEach((look, place) => {
      for (let shade = 0; shade < shadeCount; shade++) {
        context.save();
        context.translate(place * this.side, shade * this.side);
        this.drawPicture(context, look, shade);
        context.restore();
      }
    });
  }

  /** Draws a square with its top left corner at device pixel (x, y). `pulse`, 0-1, is how bright a running square is; `shade` is `shadeOf`. */
  draw(
    context: CanvasRenderingContext2D,
    look: SquareLook,
    shade: number,
    index: number,
    x: number,
    y: number,
    pulse: number,
  ): void {
    const side = this.side;
    context.clearRect(x, y, side, side);
    if (look === 'running') {
      context.drawImage(this.atlas, 0, 0, side, side, x, y, side, side);
      context.globalAlpha = pulse;
    }
    context.drawImage(this.atlas, looks.indexOf(look) * side, shade * side, side, side, x, y, side, side);
    context.globalAlpha = 1;
    this.drawNumber(context, look, index, x, y);
  }

  /** Draws squares with several tests in them, `width` CSS px wide. */
  trials(width: number): TrialPainter {
    let painter = this.trialPainters.get(width);
    if (!painter) {
      painter = new TrialPainter(width, this.size, this.ratio, this.theme, this.inks, this.fontFamily);
      this.trialPainters.set(width, painter);
    }
    return painter;
  }

  /** Draws where the time went at the bottom of a square that is `width` device px wide; nothing in a small square. */
  drawPhases(context: CanvasRenderingContext2D, times: PhaseTimes, x: number, y: number, width = this.side): void {
    if (this.size < leastSizeForPhases) return;
    const edge = Math.max(1, Math.round(this.ratio));
    const bar = phaseBar(this.size);
    const inset = Math.round(bar.inset * this.ratio);
    const height = Math.round(bar.height * this.ratio);
    const left = x + inset + edge;
    const top = y + this.side - inset - height;
    const widths = phaseWidths(times, width - 2 * (inset + edge));
    // On a ground of its own, as the phases' colors would not stand out on every verdict.
    context.fillStyle = this.theme.background;
    context.fillRect(left - edge, top - edge, width - 2 * inset, height + 2 * edge);
    let at = left;
    for (let phase = 0; phase < widths.length; phase++) {
      const own = widths[phase]!;
      if (own === 0) continue;
      context.fillStyle = this.theme.phases[phase]!;
      context.fillRect(at, top, own, height);
      at += own;
    }
  }

  /** Marks a square, `width` device px wide, whose times are doubtful: its upper right corner is cut off. */
  drawLate(context: CanvasRenderingContext2D, x: number, y: number, width = this.side): void {
    const corner = Math.max(4 * this.ratio, this.side * 0.2);
    const edge = Math.max(1, Math.round(this.ratio));
    const cut = (size: number, color: string): void => {
      context.fillStyle = color;
      context.beginPath();
      context.moveTo(x + width - size, y);
      context.lineTo(x + width, y);
      context.lineTo(x + width, y + size);
      context.closePath();
      context.fill();
    };
    cut(corner + 2 * edge, this.theme.background);
    cut(corner, this.theme.foreground);
  }

  /** Marks a square, `width` device px wide, whose tests people have said something of. */
  drawReview(
    context: CanvasRenderingContext2D,
    mark: ReviewMark,
    hasPhases: boolean,
    x: number,
    y: number,
    width = this.side,
  ): void {
    const { size, side: height, ratio, theme } = this;
    const bar = phaseBar(size);
    const raised = hasPhases && size >= leastSizeForPhases ? bar.inset + bar.height + 1 : 0;
    drawReviewMark(context, mark, { x, y, width, height, ratio, raised }, theme);
  }

  private drawNumber(context: CanvasRenderingContext2D, look: SquareLook, index: number, x: number, y: number): void {
    const isOpen = look === 'waiting' || look === 'submitted' || look === 'running';
    // A lit square has its glyph; its number joins in a corner only where it can be read beside it.
    if (!isOpen && (this.size < leastSizeForNumber || look === 'error' || look === 'skipped')) return;
    const text = String(index);
    const widest = isOpen ? this.side * 0.84 : this.side * 0.5;
    const height = Math.min(
      isOpen ? Math.max(this.side * 0.34, 7.6 * this.ratio) : this.side * 0.22,
      widest / (text.length * 0.58),
      22 * this.ratio,
    );
    if (height < smallestNumber * Math.min(1, this.ratio)) return;
    context.fillStyle = this.inks[look];
    context.font = `${Math.round(height)}px ${this.fontFamily}`;
    if (isOpen) {
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(text, x + this.side / 2, y + this.side / 2 + this.ratio / 2);
    } else {
      context.textAlign = 'left';
      context.textBaseline = 'top';
      context.globalAlpha = 0.85;
      context.fillText(text, x + this.side * 0.1, y + this.side * 0.1);
      context.globalAlpha = 1;
    }
  }

  private drawPicture(context: CanvasRenderingContext2D, look: SquareLook, shade: number): void {
    const side = this.side;
    const theme = this.theme;
    this.outline(context);
    if (look === 'correct' || look === 'incorrect') {
      context.fillStyle = shadedColor(theme[look], theme.background, this.inks[look], shade);
      context.fill();
      context.strokeStyle = theme[look];
      context.stroke();
      this.drawGlyph(context, look);
      return;
    }
    if (look === 'skipped') {
      this.drawSkipped(context);
      return;
    }
    if (look === 'error') {
      this.drawHatching(context);
      this.drawGlyph(context, look);
      return;
    }
    context.fillStyle = theme.waiting;
    context.fill();
    if (look === 'submitted') {
      this.drawSubmitted(context);
      return;
    }
    context.strokeStyle = theme.border;
    context.stroke();
    if (look === 'running') {
      this.outline(context, Math.max(2 * this.ratio, Math.round(side * 0.06)));
      context.strokeStyle = theme.running;
      context.stroke();
    }
  }

  /** The path of a square's edge, and the line width that keeps it inside the square. */
  private outline(context: CanvasRenderingContext2D, width = Math.max(1, Math.round(this.ratio))): void {
    const radius = Math.min(this.side * 0.12, 6 * this.ratio);
    context.beginPath();
    context.roundRect(width / 2, width / 2, this.side - width, this.side - width, radius);
    context.lineWidth = width;
  }

  /** As one that waits, with a dashed edge in the color of those that run: it is asked, and nobody sees it being answered. */
  private drawSubmitted(context: CanvasRenderingContext2D): void {
    const width = Math.max(1, Math.round(this.ratio * 1.2));
    this.outline(context, width);
    context.strokeStyle = this.theme.running;
    context.setLineDash([width * 4, width * 3]);
    context.stroke();
    context.setLineDash([]);
  }

  /** Nothing inside but a dash, and a dotted edge: there is nothing to be had of this test. */
  private drawSkipped(context: CanvasRenderingContext2D): void {
    const side = this.side;
    const width = Math.max(1, Math.round(this.ratio * 1.2));
    this.outline(context, width);
    context.strokeStyle = this.theme.muted;
    context.setLineDash([width, width * 2]);
    context.stroke();
    context.setLineDash([]);
    context.lineWidth = Math.max(1.5 * this.ratio, side * 0.06);
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(side * 0.36, side / 2);
    context.lineTo(side * 0.64, side / 2);
    context.stroke();
  }

  private drawHatching(context: CanvasRenderingContext2D): void {
    const side = this.side;
    context.save();
    context.clip();
    context.fillStyle = this.theme.waiting;
    context.fill();
    context.strokeStyle = this.theme.error;
    const step = Math.max(4 * this.ratio, side / 6);
    context.lineWidth = step * 0.28;
    context.beginPath();
    for (let offset = -side; offset < side * 2; offset += step) {
      context.moveTo(offset, side);
      context.lineTo(offset + side, 0);
    }
    context.stroke();
    context.restore();
    // The hatching has replaced the path, which no `restore` brings back.
    this.outline(context);
    context.strokeStyle = this.theme.error;
    context.stroke();
    // A calm disc behind the mark keeps it readable on the hatching.
    context.beginPath();
    context.arc(side / 2, side / 2, side * 0.27, 0, Math.PI * 2);
    context.fillStyle = this.theme.background;
    context.fill();
  }

  private drawGlyph(context: CanvasRenderingContext2D, look: 'correct' | 'incorrect' | 'error'): void {
    const side = this.side;
    // With a number in the corner the glyph moves a little down and to the right.
    const hasNumber = look !== 'error' && this.size >= leastSizeForNumber;
    const centerX = side * (hasNumber ? 0.54 : 0.5);
    const centerY = side * (hasNumber ? 0.58 : 0.5);
    const reach = side * 0.2;
    context.strokeStyle = look === 'error' ? this.theme.error : this.inks[look];
    context.lineWidth = Math.max(1.5 * this.ratio, side * 0.075);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    traceSign(context, look, centerX, centerY, reach);
    context.stroke();
  }
}
