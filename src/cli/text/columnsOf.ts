// How many columns of a terminal a text takes: Chinese characters and emoji take two, combining marks none. A text without control characters.
// What knows the borders between characters takes longer to make than `--version` to print, so it is made for a text that needs it.

import { eastAsianWidth } from 'get-east-asian-width';

/** One column and one UTF-16 unit each, without anything that joins its neighbors: Latin letters, dashes, dots, quotes, lines and blocks of tables. */
const oneColumnEach = /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u259f]*$/;

const visible =
  /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/u;
/** What stands behind the first of a character and takes room of its own, such as some vowels of India, and the marks of halfwidth Japanese. */
const takesRoom = /[\p{Spacing_Mark}\uff00-\uffef]/u;

export function columnsOf(text: string): number {
  if (oneColumnEach.test(text)) return text.length;
  let columns = 0;
  for (const character of charactersOf(text)) columns += columnsOfCharacter(character);
  return columns;
}

let segmenter: Intl.Segmenter | undefined;

/** The characters as a reader counts them: a letter with its marks is one. */
export function* charactersOf(text: string): Generator<string, void> {
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(text)) yield segment;
}

function columnsOfCharacter(character: string): number {
  const start = character.search(visible);
  if (start === -1) return 0;
  if (isEmoji(character)) return 2;
  const [first, ...others] = character.slice(start);
  return [first!, ...others.filter((other) => takesRoom.test(other))].reduce(
    (sum, one) => sum + eastAsianWidth(one.codePointAt(0)!),
    0,
  );
}

/** Also one of several that are joined, a key with its frame, and a sign that is asked to be shown as a picture. */
function isEmoji(character: string): boolean {
  return /^\p{Emoji_Presentation}|^\p{Emoji}\ufe0f|^[\d#*]\u20e3|\p{Extended_Pictographic}.*\u200d.*\p{Extended_Pictographic}/su.test(
    character,
  );
}
