// The places that a benchmark expects, as they are held against the size of the picture.

import type { PixelBox, PixelPoint } from '../../shared/run/imageExpectation';

export interface TruthPlace {
  /** Where in the expectation the place stands. */
  path: (string | number)[];
  /** The place as messages write it: `box [10, 20, 300, 400]`. */
  text: string;
  /** px of the original; all of them must be inside of it. */
  points: readonly PixelPoint[];
}

export function placeOfPoint(point: PixelPoint, path: TruthPlace['path']): TruthPlace {
  return { path, text: `point [${point.join(', ')}]`, points: [point] };
}

export function placeOfBox(box: PixelBox, path: TruthPlace['path']): TruthPlace {
  const [x1, y1, x2, y2] = box;
  return {
    path,
    text: `box [${box.join(', ')}]`,
    points: [
      [x1, y1],
      [x2, y2],
    ],
  };
}
