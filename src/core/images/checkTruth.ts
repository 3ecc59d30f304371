// Looks whether the places that a benchmark expects are in its pictures at all: coordinates copied from a reduced or turned picture are the
// most common slip of whoever writes an image benchmark.

import type {
  BoxExpectation,
  CountExpectation,
  OcrExpectation,
  PixelBox,
  PixelPoint,
  PointExpectation,
  Region,
} from '../../shared/run/imageExpectation';
import type { LoadedPrompt } from '../benchmark/loadBenchmark';
import type { ProblemPath } from '../benchmark/problemPath';
import { positionsInFile } from '../benchmark/promptVariants';
import type { PictureSize } from './knownPictures';

export interface TruthFault {
  path: ProblemPath;
  message: string;
}

interface Place {
  path: ProblemPath;
  /** `box [10, 20, 300, 400]` */
  text: string;
  points: readonly PixelPoint[];
}

/**
 * The expected places that are not inside of the prompt's first picture, of which they are px. `sizes` by the picture's name as written;
 * prompts whose picture is not in it are left out. The paths are those of the benchmark file.
 */
export function checkTruth(prompts: readonly LoadedPrompt[], sizes: ReadonlyMap<string, PictureSize>): TruthFault[] {
  const seen = new Set<number>();
  const positions = positionsInFile(prompts);
  return prompts.flatMap((prompt, position) => {
    // The variants of a prompt expect the same.
    const at = positions[position]!;
    const source = prompt.images[0];
    const size = source === undefined ? undefined : sizes.get(source);
    if (source === undefined || !size || seen.has(at)) return [];
    seen.add(at);
    const start = ['prompts', at, 'expectation'];
    return placesOf(prompt).flatMap(({ path, text, points }) => {
      if (points.every((point) => isInside(point, size))) return [];
      return [
        {
          path: [...start, ...path],
          message: `${text} is not inside of ${source}, which is ${size.width} x ${size.height} px${turnedText(size, points)}.`,
        },
      ];
    });
  });
}

function placesOf({ testType, expectation }: LoadedPrompt): Place[] {
  // Loading has given every expectation the form of its test type.
  switch (testType) {
    case 'point':
      return (expectation as unknown as PointExpectation).regions.map((region, index) =>
        placeOfRegion(region, ['regions', index]),
      );
    case 'box':
      return (expectation as unknown as BoxExpectation).boxes.map(({ box }, index) =>
        placeOfBox(box, ['boxes', index, 'box']),
      );
    case 'count':
      return (expectation as unknown as CountExpectation).points.map((point, index) => ({
        path: ['points', index],
        text: `point [${point.join(', ')}]`,
        points: [point],
      }));
    case 'ocr': {
      const { region } = expectation as unknown as OcrExpectation;
      return region ? [placeOfBox(region, ['region'])] : [];
    }
    default:
      return [];
  }
}

function placeOfRegion({ box, polygon, circle }: Region, path: ProblemPath): Place {
  if (box) return placeOfBox(box, [...path, 'box']);
  if (polygon)
    return {
      path: [...path, 'polygon'],
      text: `polygon [${polygon.map((point) => `[${point.join(', ')}]`).join(', ')}]`,
      points: polygon,
    };
  // A circle at the edge may reach beyond it.
  const center: PixelPoint = circle?.center ?? [0, 0];
  return { path: [...path, 'circle'], text: `the center [${center.join(', ')}] of the circle`, points: [center] };
}

function placeOfBox(box: PixelBox, path: ProblemPath): Place {
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

function isInside([x, y]: PixelPoint, { width, height }: { width: number; height: number }): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

function turnedText(size: PictureSize, points: readonly PixelPoint[]): string {
  if (!size.isTurned) return '';
  const fitsStored = points.every((point) => isInside(point, { width: size.height, height: size.width }));
  return fitsStored
    ? ' when it is turned as its EXIF orientation says. Coordinates count in the picture as people see it, not as it is stored'
    : ' when it is turned as its EXIF orientation says';
}
