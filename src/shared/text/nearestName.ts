// Guesses what somebody meant by a name that does not exist.

import { slips } from './slips';

/** The candidate most like `word`, upper and lower case aside; undefined when none is like it at all. */
export function nearestName(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.trim().toLowerCase();
  if (wanted === '') return undefined;
  const most = Math.max(1, Math.floor(wanted.length * 0.4));
  let nearest: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const found = slips(wanted, candidate.toLowerCase(), most);
    if (found < least) [nearest, least] = [candidate, found];
  }
  if (least <= most) return nearest;
  return candidates.find((candidate) => {
    const name = candidate.toLowerCase();
    return wanted.length >= 3 && (name.includes(wanted) || (name.length >= 3 && wanted.includes(name)));
  });
}
