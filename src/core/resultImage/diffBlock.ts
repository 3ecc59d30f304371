// The text that stands in a picture and what was read of it, as one text with the differences marked: struck through and underlined is missing
// from the answer, boxed is extra in it. Shapes and colors say the same; white space that differs is made visible.

import type { DiffPart } from '../../shared/text/characterDiff';
import { formatCount } from '../../shared/text/format';
import { colors, markColors } from './colors';
import { baseDirection, directionLevels, fromLeftToRight, type BaseDirection } from './direction';
import { hanLanguageOf } from './fontBook';
import type { Pen, TextLook } from './pen';
import { drawPlaceholder, placeholderWidth } from './drawPlaceholder';
import type { PicturePart } from './drawableStatusBar';
import { textCells } from './textCells';
import { drawText, layOutText } from './textBlock';

const look: TextLook = { style: 'mono', size: 20, lineHeight: 32, color: colors.text };
const noteLook: TextLook = { style: 'sans', size: 14, lineHeight: 24, color: colors.muted };
const mostCharacters = 4000;
const joiner = '\u200d';
const joined = /^\p{Script=Arabic}+$/u;
/** What is drawn for white space that differs: characters that every font here has. */
export const whiteSpaceSigns = { lineBreak: '¶', space: '·' } as const;

interface DiffCell {
  text: string;
  family: string | null;
  kind: DiffPart['kind'];
  width: number;
  /** What is drawn is a sign for white space. */
  isSign: boolean;
}

interface DiffLine {
  cells: DiffCell[];
}

/** Lays out a difference in `width` px and at most `maxLines` lines. */
export function diffBlock(pen: Pen, parts: readonly DiffPart[], width: number, maxLines: number): PicturePart {
  const base = baseDirection(parts.map(({ text }) => text).join(''));
  const all = brokenLines(pen, parts, width);
  const lines = all.slice(0, maxLines);
  const shown = lines.reduce((sum, line) => sum + line.cells.length, 0);
  const omitted = all.reduce((sum, line) => sum + line.cells.length, 0) - shown + cutCharacters(parts);
  const note =
    omitted > 0
      ? layOutText(pen, `… ${formatCount(omitted)} more ${omitted === 1 ? 'character' : 'characters'}`, noteLook, {
          width,
          maxLines: 1,
        })
      : null;
  const draw = (x: number, y: number): void => {
    lines.forEach((line, row) => drawLine(pen, line, base, x, y + row * look.lineHeight));
    if (note) drawText(pen, note, x, y + lines.length * look.lineHeight, colors.muted);
  };
  return { width, height: lines.length * look.lineHeight + (note?.height ?? 0), draw };
}

/** Wrapped after spaces where a line has one, else anywhere. A line break that both texts have starts a line; another one is drawn as a sign, too. */
function brokenLines(pen: Pen, parts: readonly DiffPart[], width: number): DiffLine[] {
  const lines: DiffLine[] = [];
  let line: DiffCell[] = [];
  const close = (): void => {
    lines.push({ cells: line });
    line = [];
  };
  let left = mostCharacters;
  for (const part of parts) {
    const text = part.text.slice(0, left);
    left -= text.length;
    text.split(/\r\n|[\n\r]/).forEach((paragraph, position) => {
      if (position > 0) {
        if (part.kind !== 'same') line.push(signCell(pen, whiteSpaceSigns.lineBreak, part.kind));
        close();
      }
      for (const cell of cellsOf(pen, paragraph, part.kind)) {
        line.push(cell);
        if (widthOf(line) <= width || line.length === 1) continue;
        const space = line.slice(0, -1).findLastIndex((one) => one.text === ' ' || one.text === whiteSpaceSigns.space);
        const at = space >= 0 && space >= line.length - 40 ? space + 1 : line.length - 1;
        const rest = line.splice(at);
        close();
        line = rest;
      }
    });
  }
  if (line.length > 0 || lines.length === 0) close();
  return lines;
}

function cellsOf(pen: Pen, paragraph: string, kind: DiffPart['kind']): DiffCell[] {
  const cells = textCells(pen.book, paragraph, look.style, hanLanguageOf(paragraph));
  return cells.map(({ text, family }): DiffCell => {
    if (kind !== 'same' && text.trim() === '' && family !== null) return signCell(pen, whiteSpaceSigns.space, kind);
    return {
      text,
      family,
      kind,
      width: family === null ? placeholderWidth(look.size) : pen.widthOf(text, family, look),
      isSign: false,
    };
  });
}

function signCell(pen: Pen, text: string, kind: DiffPart['kind']): DiffCell {
  const family = pen.book.family(text, look.style, 'chinese');
  return {
    text,
    family,
    kind,
    width: family === null ? placeholderWidth(look.size) : pen.widthOf(text, family, look),
    isSign: true,
  };
}

/** Letters of one kind that are written in one go. */
interface DiffRun extends Omit<DiffCell, 'width'> {
  level: number;
}

function drawLine(pen: Pen, { cells }: DiffLine, base: BaseDirection, x: number, y: number): void {
  const baseline = Math.round(y + look.lineHeight / 2 + look.size * 0.355);
  let left = x;
  for (const group of sameKind(fromLeftToRight(runsOf(cells, base)))) {
    const widths = group.map((run) => widthOfRun(pen, run));
    const width = widths.reduce((sum, one) => sum + one, 0);
    drawGround(pen, group[0]!.kind, left, y, width);
    let at = left;
    group.forEach((run, place) => {
      if (run.family === null) drawPlaceholder(pen, run.text, look, at, baseline);
      else pen.write(run, run.family, run.isSign ? { ...look, color: colors.muted } : look, at, baseline);
      at += widths[place]!;
    });
    drawMark(pen, group[0]!.kind, left, y, width);
    left += width;
  }
}

/** Letters that are joined in writing stay joined where one of them differs: a joiner on either side keeps their form. */
function runsOf(cells: readonly DiffCell[], base: BaseDirection): DiffRun[] {
  const levels = directionLevels(cells, base);
  const runs: DiffRun[] = [];
  cells.forEach(({ text, family, kind, isSign }, at) => {
    const last = runs.at(-1);
    const level = levels[at]!;
    const isNext = last !== undefined && last.family !== null && last.family === family && last.level === level;
    if (isNext && last.kind === kind && last.isSign === isSign) last.text += text;
    else if (isNext && joined.test(last.text) && joined.test(text)) {
      last.text += joiner;
      runs.push({ text: joiner + text, family, kind, isSign, level });
    } else runs.push({ text, family, kind, isSign, level });
  });
  return runs;
}

function widthOfRun(pen: Pen, { text, family }: DiffRun): number {
  return family === null ? placeholderWidth(look.size) : pen.widthOf(text, family, look);
}

/** Below the letters. */
function drawGround({ context }: Pen, kind: DiffPart['kind'], x: number, y: number, width: number): void {
  if (kind === 'same') return;
  context.fillStyle = kind === 'missing' ? '#d9f0e8' : '#fbe3d3';
  context.fillRect(x, y + 3, width, look.lineHeight - 6);
}

/** Draws the mark of a difference over the letters. */
function drawMark({ context }: Pen, kind: DiffPart['kind'], x: number, y: number, width: number): void {
  if (kind === 'same') return;
  context.beginPath();
  context.lineWidth = 2;
  if (kind === 'extra') {
    context.strokeStyle = markColors.wrong;
    context.rect(x + 1, y + 3, Math.max(2, width - 2), look.lineHeight - 6);
  } else {
    context.strokeStyle = markColors.truth;
    const middle = Math.round(y + look.lineHeight / 2) + 1;
    context.moveTo(x, middle);
    context.lineTo(x + width, middle);
    context.moveTo(x, y + look.lineHeight - 4);
    context.lineTo(x + width, y + look.lineHeight - 4);
  }
  context.stroke();
}

function sameKind(runs: readonly DiffRun[]): DiffRun[][] {
  const groups: DiffRun[][] = [];
  for (const run of runs) {
    if (groups.at(-1)?.[0]?.kind === run.kind) groups.at(-1)!.push(run);
    else groups.push([run]);
  }
  return groups;
}

function widthOf(cells: readonly DiffCell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function cutCharacters(parts: readonly DiffPart[]): number {
  return Math.max(0, parts.reduce((sum, { text }) => sum + text.length, 0) - mostCharacters);
}
