/** The text, or the beginning of a longer one and `…`: at most so many characters, none of which is parted. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  // A character is one unit or two: so many units hold more than `most` characters, or the whole text.
  const characters = [...text.slice(0, 2 * most + 1)];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
