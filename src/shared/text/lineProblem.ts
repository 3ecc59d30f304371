// Whether a text that people write fits where it goes: on one line, of a length that lists have room for.

import { formatCount } from './format';

/** What is wrong with a line of at most `most` characters, for people; null for nothing. `what` it is: `comment`. */
export function lineProblem(text: string, what: string, most: number): string | null {
  if (/[\n\r\u0085\u2028\u2029]/.test(text)) return `The ${what} has to be one line.`;
  const { length } = [...text];
  return length > most
    ? `The ${what} may have at most ${formatCount(most)} characters, and has ${formatCount(length)}.`
    : null;
}
