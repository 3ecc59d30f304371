// The picture of a text test: what tells its prompt from the others, what was expected, what came, and why that is right or wrong.
// Only puts the rows of cardRows.ts below one another.

import type { TestResult } from '../../shared/results/testResult';
import type { Verdict } from '../../shared/run/verdict';
import { type CardFacts, answerRow, labelRow, notRunRow, promptRow, reasonRow, valueRows } from './cardRows';
import { colors, verdictColors } from './colors';
import type { NotRunTest } from './notRunTest';
import type { Pen } from './pen';
import type { PicturePart } from './drawableStatusBar';

const accentWidth = 10;
const edge = 36;
const gap = 20;

/** Lays the card out for a picture of `width` px (600 or more). */
export function drawableCard(pen: Pen, result: TestResult, facts: CardFacts, width: number): PicturePart {
  const room = columnRoom(width);
  const rows = [
    ...labelRow(pen, result.prompt, facts, room),
    ...promptRow(pen, result, facts, room),
    ...valueRows(pen, result, room),
    ...answerRow(pen, result, room),
    ...reasonRow(pen, result, room),
  ];
  return drawableColumn(pen, result, rows, width);
}

/** The card of a test that was not asked: which prompt it is, and why. */
export function notRunCard(pen: Pen, test: NotRunTest, facts: CardFacts, width: number): PicturePart {
  const room = columnRoom(width);
  return drawableColumn(pen, test, [...labelRow(pen, '', facts, room), notRunRow(pen, test, room)], width);
}

/** The width that a row of a column of `width` px has, px. */
export function columnRoom(width: number): number {
  return width - accentWidth - 2 * edge;
}

/** Rows below one another on a page, with the color of the verdict along the left. */
export function drawableColumn(
  pen: Pen,
  { verdict }: { verdict: Verdict },
  rows: PicturePart[],
  width: number,
): PicturePart {
  const height = edge + rows.reduce((sum, row) => sum + row.height, 0) + gap * (rows.length - 1) + edge;
  const draw = (x: number, y: number): void => {
    const { context } = pen;
    context.fillStyle = colors.page;
    context.fillRect(x, y, width, height);
    context.fillStyle = verdictColors[verdict];
    context.fillRect(x, y, accentWidth, height);
    let top = y + edge;
    for (const row of rows) {
      row.draw(x + accentWidth + edge, top);
      top += row.height + gap;
    }
  };
  return { width, height, draw };
}
