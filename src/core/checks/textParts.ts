// What the checks that look for texts have in common: how a text is written in a file, quoted for people, and compared with or without case.

import * as z from 'zod';
import { cutText } from '../../shared/text/cutText';

/** Text as it is written, blanks included; a number or `true` is the text it is written as. */
export const anyText = z
  .union([z.string(), z.number(), z.boolean()], { error: 'text' })
  .transform((value) => String(value));

export const someText = anyText.refine((value) => value !== '', { error: 'must not be empty' });

export const texts = (what: string): z.ZodArray<typeof someText> =>
  z.array(someText, { error: what }).min(1, { error: what });

export const ignoreCase = z
  .boolean({ error: '`true` or `false`' })
  .optional()
  .describe('Whether `Paris` and `PARIS` are the same; they are not when missing.');

/** `"Paris"`, on one line and not too long for a list. */
export function quoted(text: string): string {
  return JSON.stringify(cutText(text, 200));
}

export function quotedList(all: readonly string[], lastWord: string): string {
  const quotes = all.map(quoted);
  return quotes.length < 2 ? quotes.join('') : `${quotes.slice(0, -1).join(', ')} ${lastWord} ${quotes.at(-1)}`;
}

/** Said behind a text that may be in any case. */
export const caseNote = (ignore: boolean | undefined): string => (ignore ? ' (in any case of letters)' : '');

/** What two texts are compared by: line ends are all the same, and with `ignore` so is their case. */
export function comparable(text: string, ignore: boolean | undefined): string {
  const plain = text.replace(/\r\n?/g, '\n');
  // Upper case first: it makes `ß` and `SS` the same.
  return ignore ? plain.toUpperCase().toLowerCase() : plain;
}
