// Which words stand beside the marks of a picture, and where they belong. Where there are many marks, only what was wrong about them is said.

import { isCrowded, isWrong, wrongCount } from '../../shared/results/markCrowd';
import type { FoundMark, Overlay, TruthMark } from '../../shared/results/picture';
import { markColors } from './colors';
import type { Rectangle } from './frameFor';
import type { Chip } from './labelChip';
import { middleOf, type ShapePen } from './overlayShapes';

export interface MarkedPicture {
  overlay: Overlay;
  /** px of the picture, for distances. */
  width: number;
  height: number;
  /** Whether the answer was judged: of one that was not, no place counts as missed. */
  isJudged: boolean;
}

export interface MarkLabel {
  chip: Chip;
  anchor: Rectangle;
  isOptional: boolean;
}

/** More lines from a miss to its truth than this have no words: their lengths can be seen. */
const mostDistances = 15;

/** The labels of a picture, the findings' first where only some have room. */
export function markLabels(shapes: ShapePen, marked: MarkedPicture): MarkLabel[] {
  const { overlay, isJudged } = marked;
  const isFull = isCrowded(overlay);
  const truths = overlay.truth.flatMap((truth) =>
    isFull && !isWrong(truth) ? [] : truthLabel(shapes, truth, isJudged),
  );
  const findings = overlay.found.flatMap((found, position) =>
    isFull && !isWrong(found) ? [] : foundLabel(shapes, found, position, overlay.found),
  );
  const distances =
    wrongCount(overlay) > mostDistances ? [] : overlay.found.flatMap((found) => distanceLabel(shapes, found, marked));
  if (!isFull) return [...truths, ...findings, ...distances];
  return [...findings, ...distances, ...truths].map((label) => ({ ...label, isOptional: true }));
}

function truthLabel(shapes: ShapePen, { shape, label, isMissed }: TruthMark, isJudged: boolean): MarkLabel[] {
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

function foundLabel(shapes: ShapePen, found: FoundMark, position: number, all: readonly FoundMark[]): MarkLabel[] {
  const anchor = shapes.boundsOf(found.shape);
  const { state, label = '', measure } = found;
  if (state === 'note') {
    if (label === '' || found.shape.kind === 'point') return [];
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
function distanceLabel(shapes: ShapePen, { shape, nearest }: FoundMark, { width, height }: MarkedPicture): MarkLabel[] {
  if (!nearest) return [];
  const [x, y] = middleOf(shape);
  const [nearX, nearY] = nearest;
  const distance = Math.hypot((x - nearX) * width, (y - nearY) * height);
  const text = `${distance < 9.95 ? distance.toFixed(1) : Math.round(distance)} px off`;
  const [atX, atY] = shapes.at([(x + nearX) / 2, (y + nearY) / 2]);
  return [
    {
      chip: { text, sign: 'none', color: markColors.wrong },
      anchor: { x: atX - 2, y: atY - 2, width: 4, height: 4 },
      isOptional: false,
    },
  ];
}
