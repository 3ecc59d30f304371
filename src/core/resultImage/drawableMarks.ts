// Draws what was to be found and what was found over a picture, and beside every mark what it is.
// Color, line and sign always say the same: truth is green and solid, findings blue and dashed, what was wrong about them orange.

import { isCrowded, isWrong, markSize, wrongCount } from '../../shared/results/markCrowd';
import type { FoundMark, TruthMark } from '../../shared/results/picture';
import { colors, markColors } from './colors';
import type { PictureFrame, PictureView, Rectangle } from './frameFor';
import { layOutChip, type LaidOutChip } from './labelChip';
import { placeLabels, type LabelWish, type Obstacle } from './labelPlaces';
import { markLabels, type MarkedPicture, type MarkLabel } from './markLabels';
import { extraLine, foundLine, noteLine, ShapePen, truthLine, type LineLook } from './overlayShapes';
import type { Pen, TextLook } from './pen';
import { drawText, layOutText } from './textBlock';

const missLine: LineLook = { color: markColors.wrong, width: 2, dash: [] };
/** A label hides a point as a whole, but of a box only a part. */
const pointWeight = 6;
/** A label further from its mark than this, in px at scale 1, gets a line to it. */
const farAway = 10;
/** The share of a picture that the labels of many marks may cover. */
const mostCovered = 0.12;

/** Lays the marks out over a view of the picture, and returns what draws them. `taken` are places of the frame that labels must leave free. */
export function drawableMarks(
  pen: Pen,
  marked: MarkedPicture,
  frame: PictureFrame,
  view: PictureView,
  taken: readonly Rectangle[],
): () => void {
  const { overlay, isJudged } = marked;
  const isFull = isCrowded(overlay);
  // What was wrong stays large among many that were right, unless it is many itself.
  const wrong = new ShapePen(pen.context, view, frame.scale * markSize(wrongCount(overlay)));
  const usual = new ShapePen(
    pen.context,
    view,
    frame.scale * markSize(Math.max(overlay.truth.length, overlay.found.length)),
  );
  const shapesFor = (mark: TruthMark | FoundMark): ShapePen => (isJudged && isWrong(mark) ? wrong : usual);
  const marks = [...overlay.truth, ...overlay.found].map((mark): Obstacle => ({
    ...shapesFor(mark).boundsOf(mark.shape),
    weight: mark.shape.kind === 'point' ? pointWeight : 1,
  }));
  const most = isFull ? view.width * view.height * mostCovered : Infinity;
  const drawLabels = drawableLabels(pen, markLabels(wrong, marked), frame, taken, marks, most);
  return () => {
    for (const truth of overlay.truth) drawTruth(shapesFor(truth), truth, isJudged, isFull);
    overlay.found.forEach((found, position) => drawFound(pen, shapesFor(found), found, position, isFull));
    for (const found of overlay.found) if (found.nearest) wrong.line(found.shape, found.nearest, missLine);
    drawLabels();
  };
}

function drawTruth(shapes: ShapePen, { shape, isMissed }: TruthMark, isJudged: boolean, isFull: boolean): void {
  if (isMissed && isJudged) shapes.hatch(shape, markColors.truth);
  // Where many lie over one another, their fillings would hide the picture.
  else if (shape.kind === 'point' || !isFull)
    shapes.fill(shape, shape.kind === 'point' ? markColors.truth : markColors.truthFill);
  shapes.outline(shape, truthLine);
}

function drawFound(pen: Pen, shapes: ShapePen, { shape, state }: FoundMark, position: number, isFull: boolean): void {
  const look = state === 'extra' ? extraLine : state === 'note' ? noteLine : foundLine;
  if (shape.kind !== 'point') shapes.outline(shape, look);
  else if (state === 'note' && !isFull) drawNumber(pen, shapes, [shape.x, shape.y], position + 1);
  else shapes.crossedRing([shape.x, shape.y], look, state === 'extra' ? 'square' : 'ring');
}

/** A counted place: its number on a light disc with a dashed edge. */
function drawNumber(pen: Pen, shapes: ShapePen, place: readonly [x: number, y: number], number: number): void {
  shapes.disc(place, { ...foundLine, width: 1.6, dash: [4, 2.5] });
  const size = Math.round((number < 100 ? 12 : 10) * shapes.scale);
  const look: TextLook = { style: 'bold', size, lineHeight: size, color: colors.text };
  const block = layOutText(pen, String(number), look, { width: Infinity, maxLines: 1 });
  const [x, y] = shapes.at(place);
  drawText(pen, block, x - block.width / 2, y - size / 2, colors.muted);
}

/** Lays the labels out, as many of the first as cover `most` px², and returns what draws them. */
function drawableLabels(
  pen: Pen,
  all: readonly MarkLabel[],
  frame: PictureFrame,
  taken: readonly Rectangle[],
  marks: readonly Obstacle[],
  most: number,
): () => void {
  const { scale } = frame;
  const chips: LaidOutChip[] = [];
  let covered = 0;
  for (const { chip } of all) {
    const laidOut = layOutChip(pen, chip, scale);
    covered += laidOut.width * laidOut.height;
    if (covered > most) break;
    chips.push(laidOut);
  }
  const labels = all.slice(0, chips.length);
  const wishes = labels.map(({ anchor, isOptional }, position): LabelWish => ({
    width: chips[position]!.width,
    height: chips[position]!.height,
    anchor,
    isOptional,
  }));
  const inset = Math.ceil(2 * scale);
  const bounds = { x: inset, y: inset, width: frame.width - 2 * inset, height: frame.height - 2 * inset };
  const places = placeLabels(wishes, { bounds, obstacles: marks, taken, gap: Math.round(3 * scale) });
  return () => {
    places.forEach((place, position) => {
      if (!place) return;
      const { anchor, chip } = labels[position]!;
      const [from, to] = closestPoints(place, anchor);
      if (Math.hypot(from[0] - to[0], from[1] - to[1]) >= farAway * scale) drawLeader(pen, from, to, chip.color, scale);
    });
    places.forEach((place, position) => place && chips[position]!.draw(place.x, place.y));
  };
}

function drawLeader(
  { context }: Pen,
  from: readonly [number, number],
  to: readonly [number, number],
  color: string,
  scale: number,
): void {
  for (const [stroke, width] of [
    [markColors.halo, 3],
    [color, 1.2],
  ] as const) {
    context.strokeStyle = stroke;
    context.lineWidth = width * scale;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
  }
}

/** The two places, one in each, that are nearest to each other. */
function closestPoints(one: Rectangle, other: Rectangle): [[number, number], [number, number]] {
  const [x1, x2] = closest(one.x, one.width, other.x, other.width);
  const [y1, y2] = closest(one.y, one.height, other.y, other.height);
  return [
    [x1, y1],
    [x2, y2],
  ];
}

function closest(start: number, length: number, otherStart: number, otherLength: number): [number, number] {
  if (start + length < otherStart) return [start + length, otherStart];
  if (otherStart + otherLength < start) return [start, otherStart + otherLength];
  const common = (Math.max(start, otherStart) + Math.min(start + length, otherStart + otherLength)) / 2;
  return [common, common];
}
