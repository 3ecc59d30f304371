// What somebody else said, as it fits into a sentence of ours.

import { cutText } from '../../shared/text/cutText';

/** In one line, and no more than anybody reads of an error. */
export function oneLine(text: string): string {
  return cutText(text.replace(/\s+/g, ' ').trim(), 600);
}
