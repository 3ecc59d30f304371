// What the lines over a picture mean, each with a sample: only of what is on this picture.

import type { SKRSContext2D } from '@napi-rs/canvas';
import { isCrowded } from '../../shared/results/markCrowd';
import type { Overlay, Shape } from '../../shared/results/picture';
import { colors, markColors } from './colors';
import { dotRadius, extraLine, foundLine, noteLine, ringRadius, truthLine, type LineLook } from './overlayShapes';
import type { Pen, TextLook } from './pen';
import type { PicturePart } from './drawableStatusBar';
import { drawText, layOutText } from './textBlock';

const look: TextLook = { style: 'sans', size: 15, lineHeight: 24, color: colors.text };
const sampleWidth = 34;
const sampleHeight = 16;
const gap = 24;
const wordsOfLabels = 'Many marks: only misses and extras have labels, as far as there is room.';

interface Entry {
  text: string;
  line: LineLook;
  /** `none`: words without a sample. */
  form: 'box' | 'hatched' | 'dot' | 'ring' | 'square' | 'line' | 'none';
}

/** Null for a picture without marks. `isJudged`: of an answer that was not, no place counts as missed. */
export function legendRow(
  pen: Pen,
  overlay: Overlay | undefined,
  isJudged: boolean,
  width: number,
): PicturePart | null {
  const entries = overlay ? entriesOf(overlay, isJudged) : [];
  if (entries.length === 0) return null;
  const items = entries.map((entry) => ({
    entry,
    block: layOutText(pen, entry.text, look, { width: width - sampleRoom(entry), maxLines: 1 }),
    x: 0,
    y: 0,
  }));
  let x = 0;
  let y = 0;
  for (const item of items) {
    const wide = sampleRoom(item.entry) + item.block.width;
    if (x > 0 && x + wide > width) {
      x = 0;
      y += look.lineHeight + 4;
    }
    item.x = x;
    item.y = y;
    x += wide + gap;
  }
  const draw = (left: number, top: number): void => {
    for (const item of items) {
      drawSample(pen, item.entry, left + item.x, top + item.y + (look.lineHeight - sampleHeight) / 2);
      drawText(pen, item.block, left + item.x + sampleRoom(item.entry), top + item.y, colors.muted);
    }
  };
  return { width, height: y + look.lineHeight, draw };
}

function sampleRoom({ form }: Entry): number {
  return form === 'none' ? 0 : sampleWidth + 8;
}

function entriesOf({ truth, found }: Overlay, isJudged: boolean): Entry[] {
  const met = truth.filter(({ isMissed }) => !isMissed || !isJudged);
  const missed = truth.filter(({ isMissed }) => isMissed && isJudged);
  const judged = found.filter(({ state }) => state === 'hit' || state === 'miss');
  const extras = found.filter(({ state }) => state === 'extra');
  const notes = found.filter(({ state }) => state === 'note');
  return [
    ...entry('truth', truthLine, met, 'dot', 'box'),
    ...entry('truth, missed', truthLine, missed, 'hatched', 'hatched'),
    ...entry('found by the model', foundLine, judged, 'ring', 'box'),
    ...entry('extra: one too many', extraLine, extras, 'square', 'box'),
    ...entry('in the answer, not judged', noteLine, notes, 'ring', 'box'),
    ...entry(
      'from a miss to the nearest truth',
      { color: markColors.wrong, width: 2, dash: [] },
      found.filter(({ nearest }) => nearest),
      'line',
      'line',
    ),
    ...(isCrowded({ truth, found }) ? [{ text: wordsOfLabels, line: foundLine, form: 'none' as const }] : []),
  ];
}

function entry(
  text: string,
  line: LineLook,
  marks: readonly { shape: Shape }[],
  ofPoints: Entry['form'],
  ofOthers: Entry['form'],
): Entry[] {
  if (marks.length === 0) return [];
  return [{ text, line, form: marks.every(({ shape }) => shape.kind === 'point') ? ofPoints : ofOthers }];
}

function drawSample({ context }: Pen, { line, form }: Entry, x: number, y: number): void {
  const [middleX, middleY] = [x + sampleWidth / 2, y + sampleHeight / 2];
  const radius = ringRadius - 2;
  context.save();
  context.strokeStyle = line.color;
  context.fillStyle = line.color;
  context.lineWidth = line.width;
  context.setLineDash(form === 'ring' || form === 'square' ? line.dash.map((length) => length * 0.7) : line.dash);
  context.beginPath();
  switch (form) {
    case 'none':
      break;
    case 'box':
    case 'hatched':
      context.rect(x + 1, y + 1, sampleWidth - 2, sampleHeight - 2);
      break;
    case 'dot':
      context.arc(middleX, middleY, dotRadius, 0, 2 * Math.PI);
      context.fill();
      break;
    case 'ring':
      context.arc(middleX, middleY, radius, 0, 2 * Math.PI);
      break;
    case 'square':
      context.rect(middleX - radius, middleY - radius, 2 * radius, 2 * radius);
      break;
    case 'line':
      context.moveTo(x, y + sampleHeight - 3);
      context.lineTo(x + sampleWidth - 4, y + 4);
      break;
  }
  context.stroke();
  if (form === 'hatched') hatch(context, x, y);
  if (form === 'line') {
    context.beginPath();
    context.arc(x + sampleWidth - 4, y + 4, 3.2, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

function hatch(context: SKRSContext2D, x: number, y: number): void {
  context.beginPath();
  context.rect(x + 1, y + 1, sampleWidth - 2, sampleHeight - 2);
  context.clip();
  context.lineWidth = 1.6;
  context.beginPath();
  for (let offset = -sampleHeight; offset < sampleWidth; offset += 7) {
    context.moveTo(x + offset, y + sampleHeight);
    context.lineTo(x + offset + sampleHeight, y);
  }
  context.stroke();
}
