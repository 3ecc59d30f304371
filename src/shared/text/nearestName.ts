// Guesses what somebody meant by a name that does not exist.

import { distance } from 'fastest-levenshtein';

/** The candidate most like `word`, upper and lower case aside; undefined when none is like it at all. */
export function nearestName(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.trim().toLowerCase();
  if (wanted === '') return undefined;
  let nearest: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < least) [nearest, least] = [candidate, edits];
  }
  if (least <= Math.max(1, Math.floor(wanted.length * 0.4))) return nearest;
  return candidates.find((candidate) => {
    const name = candidate.toLowerCase();
    return wanted.length >= 3 && (name.includes(wanted) || (name.length >= 3 && wanted.includes(name)));
  });
}
