// Draws what was to be found and what was found over a picture, and beside every mark what it is.
// Color, line and sign always say the same: truth is green and solid, findings blue and dashed, what was wrong about them orange.

import type { FoundMark, Overlay, TruthMark } from '../../shared/results/picture';
import { colors, markColors } from './colors';
import type { PictureFrame, PictureView, Rectangle } from './frameFor';
import { layOutChip, type Chip, type LaidOutChip } from './labelChip';
import { placeLabels, type LabelWish, type Obstacle } from './labelPlaces';
import { extraLine, foundLine, middleOf, noteLine, ShapePen, truthLine, type LineLook } from './overlayShapes';
import type { Pen, TextLook } from './pen';
import { drawText, layOutText } from './textBlock';

interface MarkedPicture {
  overlay: Overlay;
  /** px of the picture, for distances. */
  width: number;
  height: number;
  /** Whether the answer was judged: of one that was not, no place counts as missed. */
  isJudged: boolean;
}

interface Label {
  chip: Chip;
  anchor: Rectangle;
  isOptional: boolean;
}

const missLine: LineLook = { color: markColors.wrong, width: 2, dash: [] };
/** More notes than this are drawn without words: an OCR engine sees hundreds. */
const mostNoteLabels = 24;
/** A label hides a point as a whole, but of a box only a part. */
const pointWeight = 6;
/** A label further from its mark than this, in px at scale 1, gets a line to it. */
const farAway = 10;

/** Lays the marks out over a view of the picture, and returns what draws them. `taken` are places of the frame that labels must leave free. */
export function drawableMarks(
  pen: Pen,
  marked: MarkedPicture,
  frame: PictureFrame,
  view: PictureView,
  taken: readonly Rectangle[],
): () => void {
  const { overlay, isJudged } = marked;
  const shapes = new ShapePen(pen.context, view, frame.scale);
  const labels = [
    ...overlay.truth.flatMap((truth) => truthLabel(shapes, truth, isJudged)),
    ...overlay.found.flatMap((found, position) => foundLabel(shapes, found, position, overlay.found)),
    ...overlay.found.flatMap((found) => distanceLabel(shapes, found, marked)),
  ];
  const marks = [...overlay.truth, ...overlay.found].map(({ shape }): Obstacle => ({
    ...shapes.boundsOf(shape),
    weight: shape.kind === 'point' ? pointWeight : 1,
  }));
  const drawLabels = drawableLabels(pen, labels, frame, taken, marks);
  return () => {
    for (const truth of overlay.truth) drawTruth(shapes, truth, isJudged);
    overlay.found.forEach((found, position) => drawFound(pen, shapes, found, position));
    for (const found of overlay.found) if (found.nearest) shapes.line(found.shape, found.nearest, missLine);
    drawLabels();
  };
}

function drawTruth(shapes: ShapePen, { shape, isMissed }: TruthMark, isJudged: boolean): void {
  if (isMissed && isJudged) shapes.hatch(shape, markColors.truth);
  else shapes.fill(shape, shape.kind === 'point' ? markColors.truth : markColors.truthFill);
  shapes.outline(shape, truthLine);
}

function drawFound(pen: Pen, shapes: ShapePen, { shape, state }: FoundMark, position: number): void {
  const look = state === 'extra' ? extraLine : state === 'note' ? noteLine : foundLine;
  if (shape.kind !== 'point') shapes.outline(shape, look);
  else if (state === 'note') drawNumber(pen, shapes, [shape.x, shape.y], position + 1);
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

function truthLabel(shapes: ShapePen, { shape, label, isMissed }: TruthMark, isJudged: boolean): Label[] {
  const isGap = isMissed && isJudged;
  const words = [label ?? '', isGap ? 'missed' : ''].filter((word) => word !== '');
  if (words.length === 0) return [];
  return [
    {
      chip: { text: words.join(' · '), sign: isGap ? 'gap' : 'square', color: markColors.truth },
      anchor: shapes.boundsOf(shape),
      isOptional: false,
    },
  ];
}

function foundLabel(shapes: ShapePen, found: FoundMark, position: number, all: readonly FoundMark[]): Label[] {
  const anchor = shapes.boundsOf(found.shape);
  const { state, label = '', measure } = found;
  if (state === 'note') {
    if (label === '' || found.shape.kind === 'point' || all.length > mostNoteLabels) return [];
    return [{ chip: { text: label, sign: 'none', color: markColors.found }, anchor, isOptional: true }];
  }
  const needsNumber = found.shape.kind === 'point' || (all.length > 1 && label === '');
  const words = [
    needsNumber ? String(position + 1) : '',
    label,
    state === 'extra' ? 'extra' : state === 'miss' && found.shape.kind !== 'point' ? 'no match' : '',
    measure?.name === 'iou' && (state !== 'extra' || measure.value > 0) ? `IoU ${measure.value.toFixed(2)}` : '',
  ].filter((word) => word !== '');
  if (words.length === 0) return [];
  const chip: Chip =
    state === 'hit'
      ? { text: words.join(' · '), sign: 'tick', color: markColors.found }
      : { text: words.join(' · '), sign: state === 'extra' ? 'plus' : 'cross', color: markColors.wrong };
  return [{ chip, anchor, isOptional: false }];
}

/** How far a miss is from where its line ends, px of the picture. */
function distanceLabel(shapes: ShapePen, { shape, nearest }: FoundMark, { width, height }: MarkedPicture): Label[] {
  if (!nearest) return [];
  const [x, y] = middleOf(shape);
  const [nearX, nearY] = nearest;
  const distance = Math.hypot((x - nearX) * width, (y - nearY) * height);
  const text = `${distance < 10 ? distance.toFixed(1) : Math.round(distance)} px off`;
  const [atX, atY] = shapes.at([(x + nearX) / 2, (y + nearY) / 2]);
  return [
    {
      chip: { text, sign: 'none', color: markColors.wrong },
      anchor: { x: atX - 2, y: atY - 2, width: 4, height: 4 },
      isOptional: false,
    },
  ];
}

/** Lays the labels out, and returns what draws them. */
function drawableLabels(
  pen: Pen,
  labels: readonly Label[],
  frame: PictureFrame,
  taken: readonly Rectangle[],
  marks: readonly Obstacle[],
): () => void {
  const { scale } = frame;
  const chips = labels.map(({ chip }): LaidOutChip => layOutChip(pen, chip, scale));
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
