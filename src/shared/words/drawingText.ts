// What a run does after its last answer, in words: its result images take longer than the run where there are many.

import type { DrawingImages } from '../run/drawingImages';
import { formatCount } from '../text/format';

/** `drawing result images 459/1,980`. */
export function drawingText({ done, asked }: DrawingImages): string {
  return `drawing result images ${formatCount(done)}/${formatCount(asked)}`;
}
