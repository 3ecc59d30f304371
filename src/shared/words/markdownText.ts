// The pieces that a transcript for people is written with: Markdown in which nothing that a model or a file says can act as markup.

import { cutText } from '../text/cutText';
import { oneLine } from '../text/hiddenCharacters';

export function labelled(label: string, text: string, language = ''): string {
  return `${label}:${text === '' ? ' empty' : `\n\n${fenced(text, language)}`}`;
}

/** A fence longer than any run of backticks inside, which nothing inside can end. */
export function fenced(text: string, language = ''): string {
  if (text === '') return 'Empty.';
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language === '' ? 'text' : language}\n${text}\n${fence}`;
}

/**
 * Text on a line as code; one line, never ended by what is inside. A `|` behind a backslash stands between two pieces of code: readers of Markdown differ in
 * whether such a one ends the cell of a table.
 */
export function code(text: string): string {
  return oneLine(text)
    .split(/(?<=\\)\|/)
    .map(piece)
    .join('|');
}

function piece(text: string): string {
  if (text === '') return '';
  const ticks = '`'.repeat(longestRun(text) + 1);
  return /^`|`$/.test(text) ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

/** Text on a line, in which nothing is markup. */
export function inline(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#!~&]/g, '\\$&');
}

export function shortened(text: string): string {
  return cutText(oneLine(text.slice(0, 1000)), 80);
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** Cells are Markdown already. A `|` would end one, and only there it is written with a backslash, in code as well. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
