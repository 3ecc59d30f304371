// Draws a square that holds several tests of one prompt: its number above, a slice for each test below. Slices are drawn from pictures
// made once per number of slices; one that is too narrow for a glyph tells its verdict by its form.

import type { SquareLook } from '../../../src/shared/words/testText';
import { layOutSlices } from './gridSquares';
import type { SliceLayout } from './gridSquares';
import type { SquareTheme } from './squareTheme';
import { shadeCount, shadedColor } from './squareShade';
import { leastSizeForNumber, leastSizeForPhases, phaseBar } from './squareSizes';

export interface TrialLook {
  look: SquareLook;
  /** See `shadeOf`. */
  shade: number;
}

const looks: readonly SquareLook[] = ['waiting', 'submitted', 'running', 'skipped', 'correct', 'incorrect', 'error'];

/** The least width of a slice with a glyph, CSS px. */
const leastForGlyph = 9;

interface Slices extends SliceLayout {
  atlas: HTMLCanvasElement;
}

export class TrialPainter {
  /** Device px. */
  readonly width: number;
  private readonly height: number;
  private readonly edge: number;
  /** Where the slices begin and how high they are, device px. */
  private readonly top: number;
  private readonly sliceHeight: number;
  private readonly byCount = new Map<number, Slices>();

  /** `width` and `size` (height) in CSS px, `ratio` in device pixels per CSS px. */
  constructor(
    width: number,
    private readonly size: number,
    private readonly ratio: number,
    private readonly theme: SquareTheme,
    private readonly inks: { [look in SquareLook]: string },
    private readonly fontFamily: string,
  ) {
    this.width = Math.round(width * ratio);
    this.height = Math.round(size * ratio);
    this.edge = sliceEdge(ratio);
    this.top = size >= leastSizeForNumber ? Math.round(size * 0.32 * ratio) : this.edge;
    const bar = phaseBar(size);
    // Without a bar the slices reach down to the edge.
    const bottom =
      size < leastSizeForPhases
        ? this.edge
        : Math.round(bar.inset * ratio) + Math.round(bar.height * ratio) + 2 * this.edge;
    this.sliceHeight = this.height - bottom - this.top;
  }

  /** Draws with the top left corner at device pixel (x, y). `pulse`, 0-1, is how bright a running slice is. */
  draw(
    context: CanvasRenderingContext2D,
    trials: readonly TrialLook[],
    number: number,
    x: number,
    y: number,
    pulse: number,
  ): void {
    const { theme, edge } = this;
    context.clearRect(x, y, this.width, this.height);
    context.beginPath();
    context.roundRect(
      x + edge / 2,
      y + edge / 2,
      this.width - edge,
      this.height - edge,
      Math.min(this.height * 0.12, 6 * this.ratio),
    );
    context.fillStyle = theme.waiting;
    context.fill();
    context.lineWidth = edge;
    context.strokeStyle = theme.muted;
    context.stroke();
    const slices = this.slices(trials.length);
    trials.forEach(({ look, shade }, place) => {
      const left = x + slices.left + place * slices.pitch;
      if (look === 'running') context.globalAlpha = pulse;
      context.drawImage(
        slices.atlas,
        looks.indexOf(look) * slices.width,
        shade * this.sliceHeight,
        slices.width,
        this.sliceHeight,
        left,
        y + this.top,
        slices.width,
        this.sliceHeight,
      );
      context.globalAlpha = 1;
    });
    if (this.size >= leastSizeForNumber) this.drawNumber(context, number, x, y);
  }

  private drawNumber(context: CanvasRenderingContext2D, number: number, x: number, y: number): void {
    context.fillStyle = this.theme.foreground;
    context.font = `${Math.round(Math.min(this.size * 0.24, 18) * this.ratio)}px ${this.fontFamily}`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(String(number), x + Math.round(4 * this.ratio), y + this.top / 2 + this.edge);
  }

  private slices(count: number): Slices {
    const known = this.byCount.get(count);
    if (known) return known;
    const layout = layOutSlices(this.width, this.edge, count);
    const atlas = document.createElement('canvas');
    atlas.width = layout.width * looks.length;
    atlas.height = this.sliceHeight * shadeCount;
    const context = atlas.getContext('2d');
    looks.forEach((look, place) => {
      for (let shade = 0; context && shade < shadeCount; shade++) {
        context.save();
        context.translate(place * layout.width, shade * this.sliceHeight);
        context.beginPath();
        context.rect(0, 0, layout.width, this.sliceHeight);
        context.clip();
        this.drawSlice(context, look, shade, layout.width);
        context.restore();
      }
    });
    const slices = { ...layout, atlas };
    this.byCount.set(count, slices);
    return slices;
  }

  private drawSlice(context: CanvasRenderingContext2D, look: SquareLook, shade: number, width: number): void {
    const { theme, ratio } = this;
    const height = this.sliceHeight;
    const line = Math.max(1, Math.round(ratio));
    const isWide = width >= leastForGlyph * ratio;
    if (look === 'waiting') return;
    if (look === 'running') {
      context.fillStyle = theme.running;
      context.fillRect(0, 0, width, height);
      return;
    }
    if (look === 'correct' || look === 'incorrect') {
      context.fillStyle = shadedColor(theme[look], theme.background, this.inks[look], shade);
      context.fillRect(0, 0, width, height);
      if (isWide) this.drawGlyph(context, look, width);
      // A gap in the middle: told from a correct one without its color.
      else if (look === 'incorrect')
        context.clearRect(0, Math.round(height * 0.3), width, Math.max(2 * line, Math.round(height * 0.16)));
      return;
    }
    if (look === 'skipped') {
      context.fillStyle = theme.muted;
      context.fillRect(0, Math.round(height / 2), width, line);
      return;
    }
    if (look === 'submitted') {
      context.strokeStyle = theme.running;
      context.lineWidth = line;
      context.setLineDash([line * 3, line * 2]);
      context.strokeRect(line / 2, line / 2, width - line, height - line);
      context.setLineDash([]);
      return;
    }
    // An error is hollow.
    context.strokeStyle = theme.error;
    context.lineWidth = line;
    context.strokeRect(line / 2, line / 2, width - line, height - line);
    if (isWide) this.drawGlyph(context, look, width);
  }

  private drawGlyph(context: CanvasRenderingContext2D, look: 'correct' | 'incorrect' | 'error', width: number): void {
    const centerX = width / 2;
    const centerY = this.sliceHeight / 2;
    const reach = Math.min(width * 0.32, this.sliceHeight * 0.28);
    context.strokeStyle = look === 'error' ? this.theme.error : this.inks[look];
    context.lineWidth = Math.max(1.3 * this.ratio, reach * 0.34);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    if (look === 'correct') {
      context.moveTo(centerX - reach, centerY);
      context.lineTo(centerX - reach * 0.25, centerY + reach * 0.75);
      context.lineTo(centerX + reach, centerY - reach * 0.75);
    } else if (look === 'incorrect') {
      context.moveTo(centerX - reach * 0.8, centerY - reach * 0.8);
      context.lineTo(centerX + reach * 0.8, centerY + reach * 0.8);
      context.moveTo(centerX + reach * 0.8, centerY - reach * 0.8);
      context.lineTo(centerX - reach * 0.8, centerY + reach * 0.8);
    } else {
      context.moveTo(centerX, centerY - reach);
      context.lineTo(centerX, centerY + reach * 0.2);
      context.moveTo(centerX, centerY + reach * 0.95);
      context.lineTo(centerX, centerY + reach);
    }
    context.stroke();
  }
}

/** The edge of a square that holds slices, device px; also the gap between them. */
export function sliceEdge(ratio: number): number {
  return Math.max(1, Math.round(ratio));
}
