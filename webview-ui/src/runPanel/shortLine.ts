// A text of any length in a line of a hover.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';

/** The text on one line, of at most so many characters. */
export function shortLine(text: string, most: number): string {
  const points = [...oneLine(text)];
  return points.length <= most ? points.join('') : `${points.slice(0, most - 1).join('')}…`;
}
