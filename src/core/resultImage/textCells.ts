// A text as the cells that are drawn: one user-perceived character each, with the font that has it or none.
// Whatever has no font, and whatever could mislead (control characters, marks that reverse the direction), becomes a visible placeholder.

import { isHidden, withoutVariations } from '../../shared/text/hiddenCharacters';
import { baseDirection, directionLevels } from './direction';
import type { FontBook, FontStyle, HanLanguage } from './fontBook';

export interface Cell {
  text: string;
  /** Null: drawn as a placeholder with the code point's number. */
  family: string | null;
  kind: 'letter' | 'space' | 'wide';
  /** Odd for what goes from right to left. */
  level: number;
  /** How much of the text it stands for, UTF-16 units; what is drawn may be shorter or longer. */
  length: number;
}

/** A line may break beside any of these: Han, kana, hangul, full-width forms. */
const wide =
  /[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Spaces of every width are drawn as one; those that forbid a break stay with their word. */
const anySpace = /^[ \u00a0\u2000-\u200a\u202f\u205f\u3000]$/;
const tabWidth = 4;

/** The cells of one paragraph, in the order of its text; `paragraph` holds no line break. */
export function textCells(book: FontBook, paragraph: string, style: FontStyle, language: HanLanguage): Cell[] {
  const cells: Omit<Cell, 'level'>[] = [];
  for (const character of characters(paragraph)) {
    const drawn = character === '\t' ? ' '.repeat(tabWidth) : withoutVariations(character.normalize('NFC'));
    drawnCells(book, drawn, style, language).forEach((cell, position) =>
      cells.push({ ...cell, length: position === 0 ? character.length : 0 }),
    );
  }
  const levels = directionLevels(cells, baseDirection(paragraph));
  return cells.map((cell, at) => ({ ...cell, level: levels[at]! }));
}

/** Plain text needs no segmenter, which costs a hundred times as much. */
function characters(paragraph: string): Iterable<string> {
  if (!/[^\u0000-\u02ff]/.test(paragraph)) return paragraph;
  return Array.from(segmenter.segment(paragraph), ({ segment }) => segment);
}

type DrawnCell = Omit<Cell, 'length' | 'level'>;

function drawnCells(book: FontBook, drawn: string, style: FontStyle, language: HanLanguage): DrawnCell[] {
  if (drawn === '') return [];
  const whole = cellOf(book, drawn, style, language);
  const isPicture = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(drawn);
  if ((whole.family !== null && drawn.trim() !== '') || [...drawn].length === 1 || isPicture) return [whole];
  // A letter whose mark is in no font, or in another: each for itself, so that neither is lost.
  return [...drawn].map((one) => cellOf(book, one, style, language));
}

function cellOf(book: FontBook, text: string, style: FontStyle, language: HanLanguage): DrawnCell {
  if (anySpace.test(text))
    return {
      text: ' ',
      family: book.family(' ', style, language),
      kind: text === '\u00a0' || text === '\u202f' ? 'letter' : 'space',
    };
  // Unassigned and private characters look like nothing that anybody has agreed on, and control characters like nothing at all.
  const isUndrawable = isHidden([...text][0] ?? '') || /^\p{C}/u.test(text);
  return {
    text,
    family: isUndrawable ? null : book.family(text, style, language),
    kind: wide.test(text) ? 'wide' : 'letter',
  };
}
