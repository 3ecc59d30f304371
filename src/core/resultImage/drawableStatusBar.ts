// The strip below every result image: verdict, figures, and enough names to find the test again from the picture alone.
// Below whatever picture a test has, never over it.

import type { SKRSContext2D } from '@napi-rs/canvas';
import type { TestResult } from '../../shared/results/testResult';
import { lookWord } from '../../shared/words/testText';
import { colors } from './colors';
import type { NotRunTest } from './notRunTest';
import type { Pen, TextLook } from './pen';
import { figuresLine, placeLine, runLine } from './testWords';
import { drawText, layOutText, type TextBlock } from './textBlock';
import { drawVerdictMark } from './drawVerdictMark';

/** A part of a picture whose height is known before it is drawn, px. */
export interface PicturePart {
  width: number;
  height: number;
  /** Draws it with its top left corner at x, y. */
  draw(x: number, y: number): void;
}

const wordLook: TextLook = { style: 'bold', size: 26, lineHeight: 34, color: colors.barText };
const figuresLook: TextLook = { style: 'sans', size: 17, lineHeight: 26, color: colors.barText };
const placeLook: TextLook = { style: 'bold', size: 18, lineHeight: 26, color: colors.barText };
const runLook: TextLook = { style: 'sans', size: 16, lineHeight: 24, color: colors.barMuted };
const badgeLook: TextLook = { style: 'bold', size: 15, lineHeight: 26, color: colors.bar };
const edge = 18;
const markSide = 52;
const gap = 16;
/** Names as long as this are told by their beginning. */
const longestLines = 3;

/** Lays the strip out for a picture of `width` px (320 or more). `name` is the test's; what does not fit in a line goes into the next. */
export function drawableStatusBar(pen: Pen, test: TestResult | NotRunTest, name: string, width: number): PicturePart {
  const textLeft = edge + markSide + gap;
  const room = width - textLeft - edge;
  const block = (text: string, look: TextLook, roomThere = room, maxLines = longestLines): TextBlock =>
    layOutText(pen, text, look, { width: roomThere, maxLines });
  const word = block(lookWord(test.verdict === 'not_run' ? 'skipped' : test.verdict).toUpperCase(), wordLook);
  const badge = test.isSimulated ? block('SIMULATED', badgeLook) : null;
  const headWidth = word.width + (badge ? badge.width + 20 + gap : 0);
  const facts = test.verdict === 'not_run' ? test.testType : figuresLine(test);
  const beside = block(facts, figuresLook, room - headWidth - gap, 1);
  const isBeside = beside.omitted === 0;
  const figures = isBeside ? beside : block(facts, figuresLook);
  const place = block(placeLine(test, name), placeLook);
  const run = block(test.verdict === 'not_run' ? test.runId : runLine(test), runLook);
  const rows = [...(isBeside ? [] : [figures]), place, run];
  const height = edge + wordLook.lineHeight + rows.reduce((sum, row) => sum + row.height, 0) + edge;

  const draw = (x: number, y: number): void => {
    const { context } = pen;
    context.fillStyle = colors.bar;
    context.fillRect(x, y, width, height);
    drawVerdictMark(context, test.verdict, x + edge, y + edge, markSide);
    const left = x + textLeft;
    let top = y + edge - 2;
    drawText(pen, word, left, top, colors.barMuted);
    if (badge) drawBadge(context, pen, badge, left + word.width + gap, top + 4);
    if (isBeside) drawText(pen, figures, left + headWidth + gap, top + 5, colors.barMuted);
    top += wordLook.lineHeight;
    for (const row of rows) {
      drawText(pen, row, left, top, colors.barMuted);
      top += row.height;
    }
  };
  return { width, height, draw };
}

function drawBadge(context: SKRSContext2D, pen: Pen, badge: TextBlock, x: number, y: number): void {
  context.fillStyle = colors.simulated;
  context.beginPath();
  context.roundRect(x, y, badge.width + 20, badge.look.lineHeight, 5);
  context.fill();
  drawText(pen, badge, x + 10, y, colors.bar);
}
