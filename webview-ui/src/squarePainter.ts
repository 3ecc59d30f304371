// Draws one square on a canvas, from pictures made once per size, pixel ratio and theme.
// It reads the theme's colours through a probe element, because a canvas cannot read CSS variables.

import type { SquareLook } from '../../src/shared/testText';

export interface SquareTheme {
  background: string;
  foreground: string;
  muted: string;
  border: string;
  waiting: string;
  running: string;
  correct: string;
  incorrect: string;
  error: string;
}

const tokens: { [name in keyof SquareTheme]: string } = {
  background: '--isb-background',
  foreground: '--isb-foreground',
  muted: '--isb-muted',
  border: '--isb-squareBorder',
  waiting: '--isb-waiting',
  running: '--isb-running',
  correct: '--isb-correct',
  incorrect: '--isb-incorrect',
  error: '--isb-error',
};

/** The theme's colours as a canvas understands them. `probe` is any element in the page. */
export function readSquareTheme(probe: HTMLElement): SquareTheme {
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  return Object.fromEntries(Object.entries(tokens).map(([name, token]) => [name, resolve(token)])) as { [name in keyof SquareTheme]: string };
}

const looks: readonly SquareLook[] = ['waiting', 'running', 'correct', 'incorrect', 'error'];

/** Below this many device pixels of text height a number is only noise. */
const smallestNumber = 7;

export class SquarePainter {
  /** Side of a square in device pixels. */
  readonly side: number;
  private readonly atlas: HTMLCanvasElement;
  private readonly inks: { [look in SquareLook]: string };

  /** `size` in CSS px, `ratio` in device pixels per CSS px. */
  constructor(
    private readonly size: number,
    private readonly ratio: number,
    private readonly theme: SquareTheme,
    private readonly fontFamily: string,
  ) {
    this.side = Math.round(size * ratio);
    // One ink for both verdicts: a black tick beside a white cross looks like a third difference.
    const ink = inkOn([theme.correct, theme.incorrect]);
    this.inks = {
      waiting: theme.muted,
      running: theme.foreground,
      correct: ink,
      incorrect: ink,
      error: theme.foreground,
    };
    this.atlas = document.createElement('canvas');
    this.atlas.width = this.side * looks.length;
    this.atlas.height = this.side;
    const context = this.atlas.getContext('2d');
    if (!context) return;
    looks.forEach((look, place) => {
      context.save();
      context.translate(place * this.side, 0);
      this.drawPicture(context, look);
      context.restore();
    });
  }

  /** Draws a square with its top left corner at device pixel (x, y). `pulse`, 0-1, is how bright a running square is. */
  draw(context: CanvasRenderingContext2D, look: SquareLook, index: number, x: number, y: number, pulse: number): void {
    const side = this.side;
    context.clearRect(x, y, side, side);
    if (look === 'running') {
      context.drawImage(this.atlas, 0, 0, side, side, x, y, side, side);
      context.globalAlpha = pulse;
    }
    context.drawImage(this.atlas, looks.indexOf(look) * side, 0, side, side, x, y, side, side);
    context.globalAlpha = 1;
    this.drawNumber(context, look, index, x, y);
  }

  private drawNumber(context: CanvasRenderingContext2D, look: SquareLook, index: number, x: number, y: number): void {
    const isOpen = look === 'waiting' || look === 'running';
    // A lit square has its glyph; its number joins in a corner only where it can be read beside it.
    if (!isOpen && (this.size < 38 || look === 'error')) return;
    const text = String(index);
    const widest = isOpen ? this.side * 0.84 : this.side * 0.5;
    const height = Math.min(isOpen ? Math.max(this.side * 0.34, 7.6 * this.ratio) : this.side * 0.22, widest / (text.length * 0.58), 22 * this.ratio);
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

  private drawPicture(context: CanvasRenderingContext2D, look: SquareLook): void {
    const side = this.side;
    const theme = this.theme;
    this.outline(context);
    if (look === 'correct' || look === 'incorrect') {
      context.fillStyle = theme[look];
      context.fill();
      context.strokeStyle = theme[look];
      context.stroke();
      this.drawGlyph(context, look);
      return;
    }
    if (look === 'error') {
      this.drawHatching(context);
      this.drawGlyph(context, look);
      return;
    }
    context.fillStyle = theme.waiting;
    context.fill();
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
    const hasNumber = look !== 'error' && this.size >= 38;
    const centreX = side * (hasNumber ? 0.54 : 0.5);
    const centreY = side * (hasNumber ? 0.58 : 0.5);
    const reach = side * 0.2;
    context.strokeStyle = look === 'error' ? this.theme.error : this.inks[look];
    context.lineWidth = Math.max(1.5 * this.ratio, side * 0.075);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.beginPath();
    if (look === 'correct') {
      context.moveTo(centreX - reach, centreY + reach * 0.05);
      context.lineTo(centreX - reach * 0.25, centreY + reach * 0.75);
      context.lineTo(centreX + reach, centreY - reach * 0.75);
    } else if (look === 'incorrect') {
      const arm = reach * 0.8;
      context.moveTo(centreX - arm, centreY - arm);
      context.lineTo(centreX + arm, centreY + arm);
      context.moveTo(centreX + arm, centreY - arm);
      context.lineTo(centreX - arm, centreY + arm);
    } else {
      context.moveTo(centreX, centreY - reach * 0.75);
      context.lineTo(centreX, centreY + reach * 0.1);
      context.moveTo(centreX, centreY + reach * 0.72);
      context.lineTo(centreX, centreY + reach * 0.73);
    }
    context.stroke();
  }
}

/** The ink for glyphs on all of some colours: white where it stands out enough on each, else black (WCAG contrast). */
function inkOn(colours: readonly string[]): string {
  return colours.every((colour) => 1.05 / (luminance(colour) + 0.05) >= leastContrast) ? '#ffffff' : '#000000';
}

const leastContrast = 3.6;

/** WCAG relative luminance, 0-1, of a computed `rgb(...)` or `color(srgb ...)`. */
function luminance(colour: string): number {
  const channels = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const scale = colour.startsWith('color(') ? 1 : 255;
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / scale;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
