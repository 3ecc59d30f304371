// How well found boxes fit those that were to be found, at one overlap or at many.

import { matchPairs } from './matchPairs';
import { retrieval, type Retrieval } from './retrieval';

/** IoU by truth and found box, 0-1; null where the labels rule the pair out. */
type IouTable = readonly (readonly (number | null)[])[];

interface BoxMatch extends Retrieval {
  /** 0-based positions of truth and found box. */
  pairs: [truth: number, found: number][];
}

/** Pairs with at least `iou` of overlap, as many as possible and then with the largest sum of IoU. `found` is the number of boxes given. */
export function matchBoxes(table: IouTable, found: number, iou: number): BoxMatch {
  const pairs = matchPairs(
    table.map((row) => row.map((value) => (value !== null && reaches(value, iou) ? value : null))),
  );
  return { pairs, ...retrieval(pairs.length, table.length, found) };
}

/** The mean over all truths of the IoU with the box that fits, 0 for a truth without one; the pairs are those with the largest sum. */
export function meanIou(table: IouTable): number {
  const overlaps = table.map((row) => row.map((value) => value ?? 0));
  const sum = matchPairs(overlaps).reduce((total, [truth, found]) => total + overlaps[truth]![found]!, 0);
  return table.length === 0 ? 0 : sum / table.length;
}

/** 0.5, 0.55 ... 0.95, the overlaps that COCO averages over (Lin et al. 2014). */
export const cocoThresholds = Array.from({ length: 10 }, (_, step) => (50 + 5 * step) / 100);

/**
 * The mean of F1 over `cocoThresholds`. It stands in for COCO's AP@[.5:.95], which ranks boxes by a confidence that language models
 * don't give.
 */
export function meanF1(table: IouTable, found: number): number {
  return cocoThresholds.reduce((sum, iou) => sum + matchBoxes(table, found, iou).f1, 0) / cocoThresholds.length;
}

/** An IoU that is the threshold but for the rounding of the last bits reaches it. */
function reaches(value: number, threshold: number): boolean {
  return value >= threshold - 1e-9;
}
