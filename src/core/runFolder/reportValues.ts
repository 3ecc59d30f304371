// How reports write single values: tools in other languages write null, text and NaN where the format has a number, and numbers where it has text.

import * as z from 'zod';

/** Above this no duration (30 years in ms), rate or cost was ever measured. */
const mostMeasured = 1e12;

/** A figure; null for what says that nothing was measured: nothing, less than 0, and what no clock and no price list gives. Text is read as a number. */
export const measured = z
  .union([
    z.custom<number>((value) => typeof value === 'number'),
    z.string().regex(/^\s*[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i, 'expected a number'),
  ])
  .nullish()
  .transform((value) => {
    const number = Number(value ?? -1);
    return number >= 0 && number <= mostMeasured ? number : null;
  });

/** Text; empty where there is none. */
export const written = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => String(value ?? ''));

/** A value that was put into a prompt; what is no scalar as its JSON. */
export const variable = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.unknown().transform((value) => (value === null || value === undefined ? '' : JSON.stringify(value))),
]);

/** JSON as Python writes it too: `NaN` and `Infinity` are null. Throws what `JSON.parse` throws. */
export function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const strict = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/gs, (found) =>
      found.startsWith('"') ? found : 'null',
    );
    if (strict === text) throw error;
    return JSON.parse(strict);
  }
}
