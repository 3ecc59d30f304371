// What is shown of a `box` test: the marks on the picture, and in words what came of it. It judges nothing.

import type { BoxExpectation, PixelBox } from '../../shared/run/imageExpectation';
import type { FoundMark, Overlay } from '../../shared/results/picture';
import { boxCenter, canonicalBox, canonicalPoint, distance, nearestOnEdge, type Size } from '../scores/geometry';
import { matchPairs } from '../scores/matchPairs';

export interface BoxFindings {
  /** The boxes of the answer, in px of the original. */
  found: { box: PixelBox; label?: string }[];
  /** IoU by truth and found box, whatever their labels. */
  overlaps: number[][];
  /** Truth and found box that count as found. */
  pairs: [truth: number, found: number][];
}

/** `findings` is null when the answer could not be read: then nothing was found and nothing missed. */
export function boxOverlay({ boxes }: BoxExpectation, findings: BoxFindings | null, size: Size): Overlay {
  const truthOf = new Map((findings?.pairs ?? []).map(([truth, found]) => [found, truth]));
  const met = new Set(truthOf.values());
  const misses = findings ? missesOf(boxes, findings) : new Set();
  return {
    truth: boxes.map((one, index) => ({
      shape: canonicalBox(one.box, size),
      ...labelOf(one),
      isMissed: findings !== null && !met.has(index),
    })),
    found: (findings?.found ?? []).map((one, index): FoundMark => {
      const truth = truthOf.get(index) ?? null;
      const best = Math.max(...findings!.overlaps.map((row) => row[index]!));
      return {
        shape: canonicalBox(one.box, size),
        ...labelOf(one),
        state: truth !== null ? 'hit' : misses.has(index) ? 'miss' : 'extra',
        truth,
        measure: { name: 'iou', value: truth === null ? best : findings!.overlaps[truth]![index]! },
        ...(misses.has(index) && best === 0 ? { nearest: canonicalPoint(nearestTruthEdge(boxes, one.box), size) } : {}),
      };
    }),
  };
}

/** `IoU 0.83`; `2 of 3 boxes found at IoU 0.5, 1 box more`. */
export function boxGot({ boxes, iou }: BoxExpectation, { found, overlaps, pairs }: BoxFindings): string {
  if (found.length === 0) return 'no box';
  if (boxes.length === 1 && found.length === 1) return `IoU ${iouText(overlaps[0]![0]!, iou)}`;
  const unmatched = found.length - pairs.length;
  const more =
    unmatched === 0
      ? ''
      : `, ${unmatched === 1 ? '1 box' : `${unmatched} boxes`} that ${unmatched === 1 ? 'fits' : 'fit'} none`;
  return `${pairs.length} of ${boxes.length} ${boxes.length === 1 ? 'box' : 'boxes'} found at IoU ${iou}${more}`;
}

/** The first thing that is wrong: an expected box that was not found, else a box too many. */
export function boxReason({ boxes, iou }: BoxExpectation, findings: BoxFindings): string {
  const { found, overlaps, pairs } = findings;
  if (found.length === 0)
    return `The answer gives no box, but ${boxes.length === 1 ? 'one was' : `${boxes.length} were`} to be found.`;
  const nameOf = (truth: number): string => {
    const label = boxes[truth]?.label;
    if (label !== undefined) return JSON.stringify(label);
    return boxes.length === 1 ? 'the one expected' : `expected box ${truth + 1}`;
  };
  const subject = (index: number): string => (found.length === 1 ? 'The box' : `Box ${index + 1}`);
  const missed = boxes.findIndex((_, truth) => !pairs.some(([met]) => met === truth));
  const used = new Set(pairs.map(([, index]) => index));
  if (missed >= 0) {
    const row = overlaps[missed]!.map((value, index) => (used.has(index) ? 0 : value));
    const best = row.reduce((most, value) => Math.max(most, value), 0);
    const index = row.indexOf(best);
    if (best === 0) return `${used.size > 0 ? 'No further' : 'No'} box overlaps ${nameOf(missed)}.`;
    const label = found[index]!.label;
    if (best >= iou)
      return `${subject(index)} fits ${nameOf(missed)} with IoU ${iouText(best, iou)}, but ${label === undefined ? 'has no label' : `is labelled ${JSON.stringify(label)}`}.`;
    return `${subject(index)} overlaps ${nameOf(missed)} with IoU ${iouText(best, iou)}, where ${iou} is needed.`;
  }
  const extra = found.findIndex((_, index) => !used.has(index));
  return `${subject(extra)} is one more than the ${boxes.length === 1 ? 'one' : boxes.length} to be found.`;
}

/** Of the boxes that count for nothing, at most one for each truth that was not found; those that overlap most, then the nearest. */
function missesOf(boxes: BoxExpectation['boxes'], { found, overlaps, pairs }: BoxFindings): Set<number> {
  const met = new Set(pairs.map(([truth]) => truth));
  const used = new Set(pairs.map(([, index]) => index));
  const open = [...boxes.keys()].filter((truth) => !met.has(truth));
  const left = [...found.keys()].filter((index) => !used.has(index));
  const weights = open.map((truth) =>
    left.map((index) => {
      const overlap = overlaps[truth]![index]!;
      const away = distance(boxCenter(boxes[truth]!.box), boxCenter(found[index]!.box));
      return overlap > 0 ? 0.5 + overlap / 2 : 0.5 / (1 + away);
    }),
  );
  return new Set(matchPairs(weights).map(([, column]) => left[column]!));
}

function nearestTruthEdge(boxes: BoxExpectation['boxes'], found: PixelBox): [number, number] {
  const center = boxCenter(found);
  const places = boxes.map(({ box }) => nearestOnEdge(center, { kind: 'box', box }));
  return places.reduce((best, place) => (distance(center, place) < distance(center, best) ? place : best));
}

/** Two digits, but never rounded up to a threshold that it doesn't reach. */
function iouText(value: number, threshold: number): string {
  const text = value.toFixed(2);
  return value < threshold && Number(text) >= threshold ? value.toFixed(4) : text;
}

function labelOf({ label }: { label?: string }): { label?: string } {
  return label === undefined ? {} : { label };
}
