import { isPlaceholderName } from './fillPrompt';

/** A key as it can be written inside braces: in quotes where its signs would end it or mean something else there. */
export function keyInBraces(name: string): string {
  return isPlaceholderName(name) ? name : JSON.stringify(name);
}
