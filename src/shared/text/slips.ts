// How many slips of the pen lie between two words: a letter more, less or wrong, and two neighbors that were swapped, count one each.

import { distance } from 'fastest-levenshtein';

/** More than `most` for words that are further apart; of the swaps one is seen. */
export function slips(written: string, meant: string, most: number): number {
  const edits = distance(written, meant);
  // Swapped letters are two edits, so that only words that are nearly near enough can gain by it.
  if (edits < 2 || edits > most + 1) return edits;
  for (let at = 0; at + 1 < written.length; at++) {
    const [one, next] = [written.charAt(at), written.charAt(at + 1)];
    const swapped = `${written.slice(0, at)}${next}${one}${written.slice(at + 2)}`;
    if (one !== next && distance(swapped, meant) === edits - 2) return edits - 1;
  }
  return edits;
}
