// `label  text` lines below each other, the labels in one column, long texts broken between words. Pure.

import { printable, wrapWords } from './fitText';
import type { Colors } from '../terminal/terminal';

/** A fact without text is left out; a text may have several lines. */
export type Fact = readonly [label: string, text: string | null];

const gap = '  ';
/** Narrower than this a text would be a column of syllables; then the terminal wraps it. */
export const narrowestText = 20;

/** `width` is the terminal's, in columns. */
export function factLines(facts: readonly Fact[], width: number, colors: Colors): string[] {
  const known = facts.flatMap(([label, text]) => (text === null || text === '' ? [] : [[label, text] as const]));
  const labelWidth = Math.max(0, ...known.map(([label]) => label.length));
  const room = width - labelWidth - gap.length;
  return known.flatMap(([label, text]) => {
    const lines = printable(text)
      .split('\n')
      .flatMap((line) => (room < narrowestText ? [line] : wrapWords(line, room)));
    return lines.map(
      (line, at) => `${at === 0 ? colors.dim(label.padEnd(labelWidth)) : ' '.repeat(labelWidth)}${gap}${line}`,
    );
  });
}
