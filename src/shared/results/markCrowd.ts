// What becomes of the marks on a picture when they are many: the picture has to stay visible, and what was wrong must not drown in what was right.
// Shared by the result image and the test page, so that both show the same.

import type { FoundMark, Overlay, TruthMark } from './picture';

/** Up to so many places on either side, each has its label. */
const mostLabelled = 15;
/** Smaller marks could not be told apart. */
const smallestMark = 0.5;

/** Whether only misses and extras have labels. */
export function isCrowded({ truth, found }: Overlay): boolean {
  return Math.max(truth.length, found.length) > mostLabelled;
}

/** The size of a mark among `count` of its kind, as a share of its usual size: all of them cover about as much as the most that are labelled. */
export function markSize(count: number): number {
  return Math.max(smallestMark, Math.min(1, Math.sqrt(mostLabelled / count)));
}

/** Whether a place is one of those that the verdict is about: it met nothing, or was one too many. */
export function isWrong(mark: TruthMark | FoundMark): boolean {
  return 'isMissed' in mark ? mark.isMissed : mark.state === 'miss' || mark.state === 'extra';
}

/** How many places of a picture are wrong. */
export function wrongCount({ truth, found }: Overlay): number {
  return [...truth, ...found].filter(isWrong).length;
}
