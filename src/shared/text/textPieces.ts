// Long texts in parts: a browser that lays out 200 kB of several scripts in one go stands still for seconds.

/** A text up to so many characters is laid out in an instant. */
const longestWhole = 4000;
const partLength = 2000;
/** How far before its end a part may be cut, to end with a word. */
const toWordEnd = 200;

/** The text in its order, whole; a long one in parts that end with a line where they can, else with a word. */
export function textPieces(text: string): string[] {
  if (text.length <= longestWhole) return [text];
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.length - start <= partLength ? text.length : cutBefore(text, start, start + partLength);
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

function cutBefore(text: string, start: number, most: number): number {
  const line = text.lastIndexOf('\n', most - 1);
  if (line >= start) return line + 1;
  const blank = text.slice(most - toWordEnd, most).search(/\s\S*$/);
  return blank >= 0 ? most - toWordEnd + blank + 1 : cutBeforeLetter(text, most);
}

/** Where no letter is parted from its marks, and no character from its other half. */
function cutBeforeLetter(text: string, most: number): number {
  for (let at = most; at > most - toWordEnd; at--) {
    const isInside =
      /^[\p{M}\p{Cf}\udc00-\udfff]/u.test(text.slice(at, at + 2)) || /[\u200d\ud800-\udbff]/.test(text.charAt(at - 1));
    if (!isInside) return at;
  }
  return most;
}
