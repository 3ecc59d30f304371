// The parts that expectations of places are written with, for zod. The `error` of a part says what was expected there and completes `... must be`.

import * as z from 'zod';
import { text } from '../checks/yamlParts';

const pxWords = { error: 'px of the picture, a number from 0' };
const px = z.number(pxWords).min(0, pxWords);

export const pointPart = z
  .tuple([px, px], { error: 'a point `[x, y]` in px of the picture' })
  .describe('`[x, y]` in px of the picture, from its upper left corner.');

export const boxPart = z
  .tuple([px, px, px, px], { error: 'a box `[x1, y1, x2, y2]` in px of the picture' })
  .refine(([x1, y1, x2, y2]) => x1 < x2 && y1 < y2, {
    error:
      'must have x1 < x2 and y1 < y2: it is `[x1, y1, x2, y2]`, the upper left corner and then the lower right one, not a width and a height',
  })
  .describe('`[x1, y1, x2, y2]` in px of the picture: upper left corner, then lower right corner.');

export const labelPart = text('text, the name of what is there').optional().describe('The name of what is there.');
