// What stands below the picture of an answer that is no place on it: a count as a badge, the options of a choice, labels as chips.

import { colors, markColors } from './colors';
import { drawSign, type ChipSign } from './labelChip';
import type { Pen, TextLook } from './pen';
import type { PicturePart } from './drawableStatusBar';
import { drawText, layOutText, type TextBlock } from './textBlock';

const bigLook: TextLook = { style: 'bold', size: 40, lineHeight: 48, color: colors.text };
const besideLook: TextLook = { style: 'sans', size: 22, lineHeight: 30, color: colors.muted };
const optionLook: TextLook = { style: 'sans', size: 18, lineHeight: 26, color: colors.text };
const letterLook: TextLook = { style: 'bold', size: 18, lineHeight: 26, color: colors.text };
const tagLook: TextLook = { style: 'bold', size: 14, lineHeight: 26, color: colors.text };
const padding = 12;
const gap = 8;
const signSide = 15;
const mostOptions = 16;

/** One row of a list of options or labels. */
export interface ShownOption {
  /** Absent for labels, which have no letter. */
  letter?: string;
  text: string;
  isTruth: boolean;
  isChosen: boolean;
}

/** `7 / truth 8`, with a sign and by how much it is off. */
export function countBadge(pen: Pen, found: number, truth: number, isCorrect: boolean): PicturePart {
  const off = found - truth;
  const number = layOutText(pen, String(found), bigLook, { width: 400, maxLines: 1 });
  const note = off === 0 ? '' : `   ${off > 0 ? '+' : '−'}${Math.abs(off)}`;
  const beside = layOutText(pen, `/ truth ${truth}${note}`, besideLook, { width: 400, maxLines: 1 });
  const color = isCorrect ? markColors.found : markColors.wrong;
  const width = padding + 26 + padding + number.width + padding + beside.width + padding;
  const height = bigLook.lineHeight + 16;
  const draw = (x: number, y: number): void => {
    plate(pen, { x, y, width, height }, color, isCorrect ? [] : [12, 4, 2, 4]);
    drawSign(pen, isCorrect ? 'tick' : 'cross', color, {
      x: x + padding,
      y: y + (height - 24) / 2,
      width: 24,
      height: 24,
    });
    drawText(pen, number, x + 2 * padding + 26, y + 8, colors.muted);
    drawText(pen, beside, x + 3 * padding + 26 + number.width, y + 8 + 12, colors.muted);
  };
  return { width, height, draw };
}

/** The options one below the other; the right one has a solid green edge, the chosen one a dashed one, and both say so. */
export function optionList(pen: Pen, options: readonly ShownOption[], width: number): PicturePart {
  const rows = clippedOptions(options).map((option) => optionRow(pen, option, width));
  const more =
    options.length > mostOptions
      ? layOutText(pen, `… ${options.length - mostOptions} more`, besideLook, { width, maxLines: 1 })
      : null;
  const height = rows.reduce((sum, row) => sum + row.height + gap, -gap) + (more ? more.height : 0);
  const draw = (x: number, y: number): void => {
    let top = y;
    for (const row of rows) {
      row.draw(x, top);
      top += row.height + gap;
    }
    if (more) drawText(pen, more, x, top - gap, colors.muted);
  };
  return { width, height, draw };
}

/** Those that say something first, when there are too many. */
function clippedOptions(options: readonly ShownOption[]): readonly ShownOption[] {
  if (options.length <= mostOptions) return options;
  const telling = options.filter(({ isTruth, isChosen }) => isTruth || isChosen).slice(0, mostOptions);
  const others = options.filter((option) => !telling.includes(option)).slice(0, mostOptions - telling.length);
  return options.filter((option) => telling.includes(option) || others.includes(option));
}

interface Tag {
  text: string;
  sign: ChipSign;
  color: string;
}

function optionRow(pen: Pen, { letter, text, isTruth, isChosen }: ShownOption, width: number): PicturePart {
  const tags = tagsOf(isTruth, isChosen).map((tag) => ({
    ...tag,
    block: layOutText(pen, tag.text, tagLook, { width: 300, maxLines: 1 }),
  }));
  const tagsWidth = tags.reduce((sum, tag) => sum + signSide + 6 + tag.block.width + 2 * padding, 0);
  const letterBlock = letter === undefined ? null : layOutText(pen, letter, letterLook, { width: 60, maxLines: 1 });
  const textLeft = padding + (letterBlock ? Math.max(20, letterBlock.width) + padding : 0);
  const block: TextBlock = layOutText(pen, text === '' ? '(empty)' : text, optionLook, {
    width: Math.max(120, width - textLeft - tagsWidth - padding),
    maxLines: 3,
  });
  const height = Math.max(block.height, optionLook.lineHeight) + 12;
  const draw = (x: number, y: number): void => {
    plate(
      pen,
      { x, y, width, height },
      isTruth ? markColors.truth : isChosen ? markColors.wrong : colors.boxEdge,
      isTruth || !isChosen ? [] : [8, 5],
    );
    if (isTruth && isChosen)
      edgeOf(pen, { x: x + 4, y: y + 4, width: width - 8, height: height - 8 }, markColors.found, [8, 5]);
    if (letterBlock) drawText(pen, letterBlock, x + padding, y + 6, colors.muted);
    drawText(pen, block, x + textLeft, y + 6, colors.muted);
    let left = x + width - tagsWidth;
    for (const { sign, color, block: words } of tags) {
      drawSign(pen, sign, color, { x: left, y: y + (height - signSide) / 2, width: signSide, height: signSide });
      drawText(pen, words, left + signSide + 6, y + (height - tagLook.lineHeight) / 2, colors.muted);
      left += signSide + 6 + words.width + 2 * padding;
    }
  };
  return { width, height, draw };
}

function tagsOf(isTruth: boolean, isChosen: boolean): Tag[] {
  return [
    ...(isTruth
      ? [
          {
            text: isChosen ? 'truth' : 'truth, not chosen',
            sign: isChosen ? 'square' : 'gap',
            color: markColors.truth,
          } as const,
        ]
      : []),
    ...(isChosen
      ? [
          {
            text: isTruth ? 'chosen' : 'chosen, wrong',
            sign: isTruth ? 'tick' : 'cross',
            color: isTruth ? markColors.found : markColors.wrong,
          } as const,
        ]
      : []),
  ];
}

interface Plate {
  x: number;
  y: number;
  width: number;
  height: number;
}

function plate(pen: Pen, place: Plate, edgeColor: string, dash: number[]): void {
  const { context } = pen;
  context.beginPath();
  context.roundRect(place.x + 1, place.y + 1, place.width - 2, place.height - 2, 6);
  context.fillStyle = colors.box;
  context.fill();
  edgeOf(pen, place, edgeColor, dash);
}

function edgeOf({ context }: Pen, { x, y, width, height }: Plate, color: string, dash: number[]): void {
  context.save();
  context.beginPath();
  context.roundRect(x + 1, y + 1, width - 2, height - 2, 6);
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.setLineDash(dash);
  context.stroke();
  context.restore();
}
