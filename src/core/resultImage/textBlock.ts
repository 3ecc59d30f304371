// Text laid out in a width: wrapped at words, clipped to a number of lines with the count of what was left out, then drawn.
// Pure measuring and drawing on a context; knows nothing of tests.

import { formatCount } from '../../shared/text/format';
import { hanLanguageOf } from './fontBook';
import type { Pen, TextLook } from './pen';
import { drawPlaceholder, placeholderWidth } from './drawPlaceholder';
import { textCells, type Cell } from './textCells';
import { fromLeftToRight } from './direction';

/** Letters that are drawn in one go. */
type DirectedRun = Pick<Cell, 'text' | 'family' | 'level'>;

interface Run extends DirectedRun {
  x: number;
}

interface TextLine {
  runs: Run[];
  width: number;
  /** UTF-16 offsets in the text that was laid out. */
  start: number;
  end: number;
}

export interface TextBlock {
  lines: TextLine[];
  look: TextLook;
  /** Characters (code points) that had no room; before the lines when the end was kept. */
  omitted: number;
  kept: 'start' | 'end';
  /** px. */
  width: number;
  height: number;
}

export interface BlockLimits {
  /** px. */
  width: number;
  maxLines: number;
  /** Which part stays when there is too much. */
  keep?: 'start' | 'end';
}

/** More than any font here fits into a line of the widest picture; a longer text is cut to this much a line before it is measured. */
const charactersPerLine = 400;

/** Lays a text out. Any text: empty, huge, one endless word, control characters. */
export function layOutText(
  pen: Pen,
  text: string,
  look: TextLook,
  { width, maxLines, keep = 'start' }: BlockLimits,
): TextBlock {
  const limit = maxLines * charactersPerLine;
  const isCut = text.length > limit;
  const part = !isCut
    ? text
    : keep === 'start'
      ? wholeCharacters(text.slice(0, limit))
      : wholeCharacters(text.slice(-limit));
  const lines = brokenLines(pen, part, look, width, keep === 'start' ? maxLines : Infinity);
  const shown = keep === 'start' ? lines.slice(0, maxLines) : lines.slice(-maxLines);
  const first = shown[0]?.start ?? 0;
  const last = shown.at(-1)?.end ?? 0;
  const omitted =
    keep === 'start'
      ? countCharacters(text, skippedBreak(text, last), text.length)
      : countCharacters(text, 0, text.length - part.length + first);
  const height = (shown.length + (omitted > 0 ? 1 : 0)) * look.lineHeight;
  return { lines: shown, look, omitted, kept: keep, width: Math.max(0, ...shown.map((line) => line.width)), height };
}

/** Draws a block with its top left corner at x, y. The note about what was left out has the muted color. */
export function drawText(pen: Pen, block: TextBlock, x: number, y: number, mutedColor: string): void {
  const { look } = block;
  const isCutBefore = block.omitted > 0 && block.kept === 'end';
  let top = y + (isCutBefore ? look.lineHeight : 0);
  for (const line of block.lines) {
    drawLine(pen, line, look, x, top);
    top += look.lineHeight;
  }
  if (block.omitted === 0) return;
  const plural = block.omitted === 1 ? 'character' : 'characters';
  const note = isCutBefore
    ? `… ${formatCount(block.omitted)} ${plural} before`
    : `… ${formatCount(block.omitted)} more ${plural}`;
  const noteLook: TextLook = {
    style: 'sans',
    size: Math.min(look.size, 14),
    lineHeight: look.lineHeight,
    color: mutedColor,
  };
  const [noteLine] = brokenLines(pen, note, noteLook, Infinity, 1);
  if (noteLine) drawLine(pen, noteLine, noteLook, x, isCutBefore ? y : top);
}

/** Draws one line, the top of its box at y. */
function drawLine(pen: Pen, line: TextLine, look: TextLook, x: number, y: number): void {
  // Faces have baselines of their own, so all stand on one that is computed.
  const baseline = Math.round(y + look.lineHeight / 2 + look.size * 0.355);
  for (const run of line.runs) {
    if (run.family === null) {
      drawPlaceholder(pen, run.text, look, x + run.x, baseline);
      continue;
    }
    pen.write(run, run.family, look, x + run.x, baseline);
  }
}

/** Breaks a text into lines; stops after `maxLines`. */
function brokenLines(pen: Pen, text: string, look: TextLook, width: number, maxLines: number): TextLine[] {
  const language = hanLanguageOf(text);
  const lines: TextLine[] = [];
  let start = 0;
  while (start <= text.length && lines.length < maxLines) {
    const found = text.slice(start).search(/\r\n|[\n\r\u0085\u2028\u2029]/);
    const end = found < 0 ? text.length : start + found;
    if (start === text.length && lines.length > 0) break;
    breakParagraph(
      pen,
      textCells(pen.book, text.slice(start, end), look.style, language),
      look,
      width,
      start,
      end,
      lines,
    );
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return lines;
}

interface Piece {
  cells: Cell[];
  width: number;
  isSpace: boolean;
}

function breakParagraph(
  pen: Pen,
  cells: Cell[],
  look: TextLook,
  width: number,
  start: number,
  end: number,
  lines: TextLine[],
): void {
  let line: Cell[] = [];
  let lineWidth = 0;
  let lineStart = start;
  let at = start;
  const close = (): void => {
    lines.push(lineOf(pen, line, look, lineStart, at));
    line = [];
    lineWidth = 0;
    lineStart = at;
  };
  for (const piece of pieces(pen, cells, look)) {
    const length = piece.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (lineWidth + piece.width <= width || (piece.isSpace && lineWidth > 0)) {
      line.push(...piece.cells);
      lineWidth += piece.width;
      at = Math.min(end, at + length);
      continue;
    }
    if (line.length > 0) close();
    // A word wider than the line breaks anywhere.
    for (const cell of piece.width <= width ? [] : piece.cells) {
      const cellWidth = measure(pen, [cell], look);
      if (lineWidth + cellWidth > width && line.length > 0) close();
      line.push(cell);
      lineWidth += cellWidth;
      at = Math.min(end, at + cell.length);
    }
    if (piece.width > width) continue;
    line.push(...piece.cells);
    lineWidth += piece.width;
    at = Math.min(end, at + length);
  }
  at = end;
  close();
}

/** What stays together on a line: a word, a run of spaces, one wide character. */
function pieces(pen: Pen, cells: Cell[], look: TextLook): Piece[] {
  const groups: Cell[][] = [];
  for (const cell of cells) {
    const last = groups.at(-1)?.at(-1);
    const joins =
      last !== undefined &&
      last.kind === cell.kind &&
      cell.kind !== 'wide' &&
      !(cell.kind === 'letter' && /[-/\\|]$/.test(last.text));
    if (joins) groups.at(-1)!.push(cell);
    else groups.push([cell]);
  }
  return groups.map((group) => ({
    cells: group,
    width: measure(pen, group, look),
    isSpace: group[0]!.kind === 'space',
  }));
}

function lineOf(pen: Pen, cells: Cell[], look: TextLook, start: number, end: number): TextLine {
  const runs: Run[] = [];
  let x = 0;
  for (const run of fromLeftToRight(sameFamily(withoutSpacesAtItsEnd(cells)))) {
    runs.push({ ...run, x });
    x += runWidth(pen, run, look);
  }
  return { runs, width: x, start, end };
}

/** Where a line goes to the left, the space at its end would be drawn at its left. */
function withoutSpacesAtItsEnd(cells: Cell[]): Cell[] {
  if (cells.every(({ level }) => level === 0)) return cells;
  return cells.slice(0, cells.findLastIndex(({ kind }) => kind !== 'space') + 1);
}

function measure(pen: Pen, cells: Cell[], look: TextLook): number {
  return sameFamily(cells).reduce((sum, run) => sum + runWidth(pen, run, look), 0);
}

/** Neighbors of one family and direction, drawn in one go; each placeholder is alone. */
function sameFamily(cells: readonly Cell[]): DirectedRun[] {
  const runs: DirectedRun[] = [];
  for (const { text, family, level } of cells) {
    const last = runs.at(-1);
    if (last && last.family !== null && last.family === family && last.level === level) last.text += text;
    else runs.push({ text, family, level });
  }
  return runs;
}

function runWidth(pen: Pen, run: { text: string; family: string | null }, look: TextLook): number {
  return run.family === null ? placeholderWidth(look.size) : pen.widthOf(run.text, run.family, look);
}

/** The text without the halves of a character that a cut left at either end. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '');
}

function skippedBreak(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : /[\n\r\u0085\u2028\u2029]/.test(text.charAt(at)) ? at + 1 : at;
}

function countCharacters(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff) count++;
  }
  return count;
}
