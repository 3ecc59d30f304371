// `Did you mean X?`, after a word that is not known.

import { nearestName } from '../../shared/text/nearestName';

/** Undefined when nothing known is like the word. */
export function suggestion(word: string, known: readonly string[]): string | undefined {
  const nearest = nearestName(word, known);
  return nearest === undefined ? undefined : `Did you mean ${nearest}?`;
}
