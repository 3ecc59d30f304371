// What is counted by a number: `apples` of `15 apples`, which are no percent and no kilometers.

/** Plurals end so, and hardly anything else that stands right behind a number does. */
const plural = /^\s?(\p{L}{3,}s)(?![\p{L}\p{N}])/u;
const withoutEnding = /^\s?(people|men|women|children|mice|sheep|fish)(?!\p{L})/iu;

/** Words of English, German, French and Spanish with the ending of a plural that count nothing, and `units`, which may be those that are asked for. */
const none = new Set(
  'units less plus minus thus this always perhaps besides across towards sometimes versus overall als aus bis dans sans sous vers mais alors moins menos entonces pues'.split(
    ' ',
  ),
);

/** The word, in small letters, right behind a number that ends at `end`; undefined where that is no plural. */
export function countedThing(text: string, end: number): string | undefined {
  const behind = text.slice(end, end + 40);
  const word = (withoutEnding.exec(behind) ?? plural.exec(behind))?.[1]?.toLowerCase();
  return word === undefined || none.has(word) || /(?:ss|us|is)$/.test(word) ? undefined : word;
}

/** Whether two words are the same but for the ending of the plural: `apple` and `apples`, `box` and `boxes`. */
export function isSameThing(one: string, other: string): boolean {
  const stem = (word: string): string => word.toLowerCase().replace(/(?<=(?:s|x|z|ch|sh))es$|(?<!s)s$/, '');
  return stem(one) === stem(other);
}
