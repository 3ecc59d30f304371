// A text of any length in a line of a hover.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { cutText } from '../../../src/shared/text/cutText';

/** The text on one line, of at most so many characters. */
export function shortLine(text: string, most: number): string {
  return cutText(oneLine(text), most);
}
