// Looks whether the places that a benchmark expects are in its pictures at all: coordinates copied from a reduced or turned picture are the
// most common slip of whoever writes an image benchmark.

import type { PixelPoint } from '../../shared/run/imageExpectation';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import type { ProblemPath } from '../benchmark/problemPath';
import { positionsInFile } from '../benchmark/promptVariants';
import { findTestType } from '../testTypes/findTestType';
import type { PictureSize } from './knownPictures';

export interface TruthFault {
  path: ProblemPath;
  message: string;
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
    if (source === undefined || !size || prompt.skip !== undefined || seen.has(at)) return [];
    seen.add(at);
    const start = ['prompts', prompt.item ?? at, prompt.testType === 'checks' ? 'expect' : 'expectation'];
    return findTestType(prompt.testType)
      .placesOfTruth(prompt.expectation)
      .flatMap(({ path, text, points }) => {
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
