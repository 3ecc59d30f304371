// The result image of a test with pictures, above the status bar: the picture at its own size with what was found drawn over it, and below it
// what the answer was and why it is right or wrong. Only puts together what the other files lay out.

import type { TestResult } from '../../shared/results/testResult';
import { answerRows } from './answerRows';
import { captioned, labelRow, reasonRow, type CardFacts } from './cardRows';
import { columnRoom, drawableColumn } from './drawableCard';
import { colors, markColors } from './colors';
import { frameFor, type PictureFrame, type PictureView, type Rectangle } from './frameFor';
import { legendRow } from './legendRow';
import { drawableMarks } from './drawableMarks';
import type { Pen, TextLook } from './pen';
import type { LoadedPicture, TestPictures } from './pictureFiles';
import type { PicturePart } from './drawableStatusBar';
import { drawText, layOutText, type TextBlock } from './textBlock';
import { thumbnailRow } from './thumbnailRow';

const captionLook: TextLook = { style: 'sans', size: 13, lineHeight: 20, color: colors.muted };
const problemLook: TextLook = { style: 'sans', size: 17, lineHeight: 26, color: colors.text };
/** Side of a square of the ground that shows through a transparent picture, px at scale 1. */
const checkSide = 8;
/** A picture that can't be read is stood for by a box of at most this many px a side. */
const mostStandIn = 900;

interface PictureCard {
  /** px; the status bar is as wide. */
  width: number;
  /** What all below the picture is larger by than usual. */
  scale: number;
  parts: PicturePart[];
}

/** Lays out picture and panel; the status bar follows at the same scale. */
export function pictureCard(
  pen: Pen,
  result: TestResult,
  facts: CardFacts,
  { first, others }: TestPictures,
): PictureCard {
  const size = sizeOf(first);
  const frame = frameFor(size);
  const width = frame.width / frame.scale;
  const room = columnRoom(width);
  const isJudged = result.verdict !== 'error';
  const legend = legendRow(pen, result.evidence?.overlay, isJudged, room);
  const rows = [
    ...(legend ? [legend] : []),
    ...(others.length > 0 ? [thumbnailRow(pen, others, room)] : []),
    ...(first.problem === null ? [] : [captioned(pen, 'PICTURE', textRow(pen, first.problem, room))]),
    ...labelRow(pen, result.prompt, facts, room),
    ...answerRows(pen, result, facts, room),
    ...reasonRow(pen, result, room),
  ];
  const mat = drawableMat(pen, result, first, size, frame);
  return {
    width: frame.width,
    scale: frame.scale,
    parts: [mat, enlarged(pen, drawableColumn(pen, result, rows, width), frame)],
  };
}

/** A part drawn `scale` times as large as it was laid out. */
export function enlarged(
  pen: Pen,
  part: PicturePart,
  { width, scale }: Pick<PictureFrame, 'width' | 'scale'>,
): PicturePart {
  const draw = (x: number, y: number): void => {
    const { context } = pen;
    context.save();
    context.translate(x, y);
    context.scale(scale, scale);
    part.draw(0, 0);
    context.restore();
    // The context has its old font again.
    pen.reset();
  };
  return { width, height: Math.ceil(part.height * scale), draw };
}

function sizeOf({ drawing, recorded }: LoadedPicture): { width: number; height: number } {
  if (drawing) return { width: drawing.width, height: drawing.height };
  const shrink = Math.min(1, mostStandIn / Math.max(recorded.width, recorded.height));
  return {
    width: Math.max(1, Math.round(recorded.width * shrink)),
    height: Math.max(1, Math.round(recorded.height * shrink)),
  };
}

function drawableMat(
  pen: Pen,
  result: TestResult,
  first: LoadedPicture,
  size: { width: number; height: number },
  frame: PictureFrame,
): PicturePart {
  const overlay = result.evidence?.overlay;
  const captions = captionsOf(pen, size, frame);
  const marked = overlay
    ? { overlay, width: first.recorded.width, height: first.recorded.height, isJudged: result.verdict !== 'error' }
    : null;
  const drawMarks = marked
    ? drawableMarks(
        pen,
        marked,
        frame,
        frame.enlarged ?? frame.original,
        captions.map(({ place }) => place),
      )
    : null;
  const views = [frame.original, ...(frame.enlarged ? [frame.enlarged] : [])];
  const draw = (x: number, y: number): void => {
    const { context } = pen;
    context.save();
    context.translate(x, y);
    context.fillStyle = markColors.mat;
    context.fillRect(0, 0, frame.width, frame.height);
    for (const view of views) drawView(pen, first, view, frame.scale);
    for (const { block, place } of captions) drawText(pen, block, place.x, place.y, colors.muted);
    drawMarks?.();
    context.restore();
    pen.reset();
  };
  return { width: frame.width, height: frame.height, draw };
}

function drawView(pen: Pen, { drawing }: LoadedPicture, view: PictureView, scale: number): void {
  const { context } = pen;
  drawChecks(pen, view, Math.round(checkSide * scale));
  context.imageSmoothingEnabled = false;
  if (drawing) context.drawImage(drawing, view.x, view.y, view.width, view.height);
  const line = Math.max(1, Math.round(scale));
  context.strokeStyle = markColors.pictureEdge;
  context.lineWidth = line;
  // Beside the picture, so that none of its pixels is covered.
  context.strokeRect(view.x - line / 2, view.y - line / 2, view.width + line, view.height + line);
}

function drawChecks({ context }: Pen, { x, y, width, height }: Rectangle, side: number): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.fillStyle = markColors.checkLight;
  context.fillRect(x, y, width, height);
  context.fillStyle = markColors.checkDark;
  context.beginPath();
  for (let row = 0; row * side < height; row++) {
    for (let column = row % 2; column * side < width; column += 2)
      context.rect(x + column * side, y + row * side, side, side);
  }
  context.fill();
  context.restore();
}

/** A small picture says its size, and by how much its copy is enlarged. */
function captionsOf(
  pen: Pen,
  { width, height }: { width: number; height: number },
  { original, enlarged: copy }: PictureFrame,
): { block: TextBlock; place: Rectangle }[] {
  if (!copy) return [];
  const caption = (text: string, view: PictureView): { block: TextBlock; place: Rectangle } => {
    const block = layOutText(pen, text, captionLook, { width: 300, maxLines: 1 });
    const x = Math.max(4, Math.round(view.x + (view.width - block.width) / 2));
    return {
      block,
      place: { x, y: view.y + view.height + 4, width: Math.ceil(block.width), height: captionLook.lineHeight },
    };
  };
  return [caption(`${width} × ${height} px`, original), caption(`enlarged ${copy.zoom}×`, copy)];
}

function textRow(pen: Pen, text: string, width: number): PicturePart {
  const block = layOutText(pen, text, problemLook, { width, maxLines: 3 });
  return { width, height: block.height, draw: (x, y) => drawText(pen, block, x, y, colors.muted) };
}
