// The drawing context with what makes text fast on it: the font is changed only when it differs, and each word is measured once.

import type { SKRSContext2D } from '@napi-rs/canvas';
import type { FontBook, FontStyle } from './fontBook';

export interface TextLook {
  style: FontStyle;
  /** px. */
  size: number;
  /** px from line to line. */
  lineHeight: number;
  color: string;
}

const mostWidths = 20_000;

export class Pen {
  private font = '';
  private readonly widths = new Map<string, number>();

  constructor(
    readonly context: SKRSContext2D,
    readonly book: FontBook,
  ) {}

  /** Call it when the context has lost its state, as it does when its canvas gets another size. */
  reset(): void {
    this.font = '';
  }

  /** Chooses the font that is drawn with next. */
  useFont(family: string, { style, size }: Pick<TextLook, 'style' | 'size'>): void {
    const font = `${style === 'bold' ? 700 : 400} ${size}px "${family}"`;
    if (font === this.font) return;
    this.context.font = font;
    this.font = font;
  }

  /** Writes a text that goes one way, its left end at x. */
  write(
    { text, level }: { text: string; level: number },
    family: string,
    look: Pick<TextLook, 'style' | 'size' | 'color'>,
    x: number,
    baseline: number,
  ): void {
    this.useFont(family, look);
    this.context.fillStyle = look.color;
    // Decides how brackets are turned; which end is at x is said by the alignment.
    this.context.direction = level % 2 === 1 ? 'rtl' : 'ltr';
    this.context.textAlign = 'left';
    this.context.fillText(text, x, baseline);
  }

  /** px. */
  widthOf(text: string, family: string, look: Pick<TextLook, 'style' | 'size'>): number {
    const key = `${family} ${look.style} ${look.size} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    this.useFont(family, look);
    const { width } = this.context.measureText(text);
    if (this.widths.size >= mostWidths) this.widths.clear();
    this.widths.set(key, width);
    return width;
  }
}
