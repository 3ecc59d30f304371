// What stands for a character that no font here has (an emoji, a script without a font, a control character): a neutral box with its
// code point's number, so that nothing is dropped and two unknown characters can be told apart.

import { colors } from './colors';
import type { Pen, TextLook } from './pen';

/** px; the same for all, so that columns of them stay columns. */
export function placeholderWidth(size: number): number {
  return Math.round(size * 1.3) + 2;
}

/** Draws the box on the baseline of its line. */
export function drawPlaceholder(pen: Pen, character: string, { size }: TextLook, x: number, baseline: number): void {
  const { context } = pen;
  const left = Math.round(x) + 1.5;
  const width = placeholderWidth(size) - 4;
  const height = Math.round(size * 1.1);
  const top = baseline - Math.round(size * 0.9) + 0.5;
  context.lineWidth = 1;
  context.strokeStyle = colors.placeholder;
  context.strokeRect(left, top, width, height);
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const half = digits.length > 4 ? digits.length - 3 : 2;
  const digitSize = Math.max(6, Math.floor(size * 0.46));
  const family = pen.book.family('0', 'mono', 'chinese');
  if (family === null) return;
  const look = { style: 'mono', size: digitSize } as const;
  pen.useFont(family, look);
  context.fillStyle = colors.placeholder;
  [digits.slice(0, half), digits.slice(half)].forEach((row, line) => {
    const rowWidth = pen.widthOf(row, family, look);
    context.fillText(
      row,
      left + (width - rowWidth) / 2,
      top + ((line + 1) * height) / 2 - (height / 2 - digitSize * 0.72) / 2,
    );
  });
}
