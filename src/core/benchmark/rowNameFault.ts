// What a label or the name of a variant can't be: the row of a run is called by it, in lists, on one line, and on the command line.

import { characterName, isHidden } from '../../shared/text/hiddenCharacters';

/** Longer ones would fill a row of the grid. */
const longest = 60;

/** The rest of a sentence that begins with the name's place; undefined for a name that may be. `refused`: characters it can't have. */
export function rowNameFault(name: string, refused: string): string | undefined {
  const odd = [...name].find((character) => refused.includes(character) || isOdd(character));
  if (odd !== undefined)
    return `has ${refused.includes(odd) ? `\`${odd}\`` : oddName(odd)} in it, which it can't have: its row is named after it.`;
  const { length } = [...name];
  return length <= longest ? undefined : `has ${length} characters: expected at most ${longest}.`;
}

function isOdd(character: string): boolean {
  // A joiner is a part of letters and of emoji.
  return isLineBreak(character) || (isHidden(character) && !'\u200C\u200D\uFE0F'.includes(character));
}

function isLineBreak(character: string): boolean {
  return /[\p{Cc}\u2028\u2029]/u.test(character);
}

function oddName(character: string): string {
  return isLineBreak(character) ? 'a line break or another control character' : characterName(character);
}
