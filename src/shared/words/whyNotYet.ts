// Why a run whose last test has ended can't be gone on with yet. Pure.

import type { DrawingImages } from '../run/drawingImages';

/** `isUnderWay`: its folder is still being written. Null when nothing is in the way. */
export function whyNotYet(isUnderWay: boolean, drawing: DrawingImages | null): string | null {
  if (!isUnderWay) return null;
  return drawing
    ? 'Result images are being drawn: skip them, or wait until they are done.'
    : 'The run folder is being completed: wait a moment.';
}
