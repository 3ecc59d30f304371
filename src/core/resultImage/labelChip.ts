// A label beside a mark: dark words on a light plate, edged in the mark's color, with a sign that says the same as the color.

import { colors, markColors } from './colors';
import type { Rectangle } from './frameFor';
import type { Pen, TextLook } from './pen';
import { drawText, layOutText } from './textBlock';
import { cutText } from '../../shared/text/cutText';

/** `tick`: met. `cross`: met nothing. `plus`: one too many. `square`: a truth. `gap`: a truth that nothing met. `none`: no sign. */
export type ChipSign = 'tick' | 'cross' | 'plus' | 'square' | 'gap' | 'none';

export interface Chip {
  text: string;
  sign: ChipSign;
  color: string;
}

export interface LaidOutChip {
  width: number;
  height: number;
  draw(x: number, y: number): void;
}

/** px at scale 1; the least that can be read at the size a picture is shown at is 12. */
const textSize = 13;
const padding = 5;
const signSide = 10;
const signGap = 5;
const mostCharacters = 36;

/** Lays out a chip; `scale` is that of the result image. Its size is whole px. */
export function layOutChip(pen: Pen, { text, sign, color }: Chip, scale: number): LaidOutChip {
  const look: TextLook = {
    style: 'bold',
    size: Math.round(textSize * scale),
    lineHeight: Math.round(20 * scale),
    color: colors.text,
  };
  const block = layOutText(pen, shortened(text), look, { width: Infinity, maxLines: 1 });
  const signRoom = sign === 'none' ? 0 : (signSide + signGap) * scale;
  const width = Math.ceil(block.width + signRoom + 2 * padding * scale);
  const height = look.lineHeight;
  const draw = (x: number, y: number): void => {
    const { context } = pen;
    context.beginPath();
    context.roundRect(x + 0.75 * scale, y + 0.75 * scale, width - 1.5 * scale, height - 1.5 * scale, 4 * scale);
    context.fillStyle = markColors.label;
    context.fill();
    context.strokeStyle = color;
    context.lineWidth = 1.5 * scale;
    context.stroke();
    drawSign(pen, sign, color, {
      x: x + padding * scale,
      y: y + (height - signSide * scale) / 2,
      width: signSide * scale,
      height: signSide * scale,
    });
    drawText(pen, block, x + padding * scale + signRoom, y, colors.muted);
  };
  return { width, height, draw };
}

/** Draws a sign into a square. */
export function drawSign({ context }: Pen, sign: ChipSign, color: string, { x, y, width: side }: Rectangle): void {
  if (sign === 'none') return;
  context.save();
  context.translate(x, y);
  context.scale(side / 10, side / 10);
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  switch (sign) {
    case 'tick':
      context.moveTo(0.8, 5.4);
      context.lineTo(3.8, 8.4);
      context.lineTo(9.2, 1.8);
      break;
    case 'cross':
      context.moveTo(1.4, 1.4);
      context.lineTo(8.6, 8.6);
      context.moveTo(8.6, 1.4);
      context.lineTo(1.4, 8.6);
      break;
    case 'plus':
      context.moveTo(5, 0.8);
      context.lineTo(5, 9.2);
      context.moveTo(0.8, 5);
      context.lineTo(9.2, 5);
      break;
    case 'square':
      context.rect(1.2, 1.2, 7.6, 7.6);
      break;
    case 'gap':
      context.rect(1.2, 1.2, 7.6, 7.6);
      context.moveTo(1.2, 8.8);
      context.lineTo(8.8, 1.2);
      break;
  }
  context.stroke();
  context.restore();
}

/** One line of bounded length; line breaks would start a second. */
function shortened(text: string): string {
  return cutText(text.replace(/\s+/g, ' ').trim(), mostCharacters);
}
