// The parts that expectations are written with, for zod. The `error` of a part says what was expected there and completes `... must be`.

import * as z from 'zod';
import type { Expectation } from '../../shared/run/benchmark';

/** A map without unknown keys; the message for one is the list of those there are. */
export function map<Shape extends z.ZodRawShape>(what: string, shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? keys : what) });
}

export function list<Item extends z.ZodType>(what: string, item: Item, least = 1): z.ZodArray<Item> {
  return z.array(item, { error: what }).min(least, { error: what });
}

/** Text, where a number or `true` is the text it is written as. */
export function text(what: string): z.ZodType<string, string | number | boolean> {
  return z
    .union([z.string(), z.number(), z.boolean()], { error: what })
    .transform((value) => String(value).trim())
    .refine((value) => value !== '', { error: 'must not be empty' });
}

/** Whatever YAML can hold, as it is. */
export const anyValue = z
  .unknown()
  .pipe(z.custom<Expectation>((value) => value !== undefined && value !== null, { error: 'a value' }));

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

/** Whether it is a map with one of the keys. */
export function hasKey(value: unknown, ...keys: string[]): boolean {
  return typeof value === 'object' && value !== null && keys.some((key) => Object.hasOwn(value, key));
}
