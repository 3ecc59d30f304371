// Text in terminal columns: Chinese names take two a character, combining marks none.

import { charactersOf, columnsOf } from './columnsOf';

/**
 * Control characters in a text would act on the terminal, and those of direction on what follows in the line; each becomes a visible stand-in.
 * Names, which must not begin a line of their own, are shown by `oneLine`.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** Cuts to at most `width` columns, with `…` where something was cut, and fills up with spaces. */
export function padOrCut(text: string, width: number): string {
  const cut = columnsOf(text) <= width ? text : `${takeColumns(text, width - 1)}…`;
  return cut + ' '.repeat(Math.max(0, width - columnsOf(cut)));
}

/** Breaks into lines of at most `width` columns, anywhere between characters. */
export function breakAtWidth(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (columnsOf(rest) > width) {
    const line = takeColumns(rest, width) || firstCharacter(rest);
    lines.push(line);
    rest = rest.slice(line.length);
  }
  return [...lines, rest];
}

/** Breaks between words into lines of at most `width` columns, and a word that is longer anywhere. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = breakAtWidth(word, width);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1)!;
  }
  return [...lines, line];
}

function takeColumns(text: string, width: number): string {
  let taken = '';
  let columns = 0;
  for (const character of charactersOf(text)) {
    columns += columnsOf(character);
    if (columns > width) break;
    taken += character;
  }
  return taken;
}

function firstCharacter(text: string): string {
  for (const character of charactersOf(text)) return character;
  return '';
}
