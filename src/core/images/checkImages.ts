// Looks at every picture that a benchmark names, before a run folder is made and before anything is sent: at the files, not at the pixels.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import type { ImageReference } from '../benchmark/loadBenchmark';
import { KnownPictures, type CheckedPicture, type PictureSize } from './knownPictures';
import type { BenchmarkPlace } from '../benchmark/locateFile';

/**
 * Everything that is wrong with the pictures, at the places that name them, in the order of `images`. Never throws for a bad file. Each
 * file is looked at once. `known` keeps what was found for the next check; `sizes` is filled with the size of every usable picture.
 */
export async function checkImages(
  images: readonly ImageReference[],
  where: BenchmarkPlace,
  known: KnownPictures = new KnownPictures(),
  sizes: Map<string, PictureSize> = new Map(),
): Promise<BenchmarkProblem[]> {
  const checked = new Map<string, CheckedPicture>();
  // One after the other: memory holds one file at a time.
  for (const { source } of images) if (!checked.has(source)) checked.set(source, await known.check(source, where));
  for (const [source, one] of checked) if ('size' in one) sizes.set(source, one.size);
  return images.flatMap((image) => problemOf(image, checked.get(image.source)!));
}

/** The problem at the place of a picture. `message` completes `street.png ...`. */
export function imageProblem(
  { source, ...place }: ImageReference,
  severity: BenchmarkProblem['severity'],
  message: string,
): BenchmarkProblem {
  return { severity, ...place, message: `${source} ${message}` };
}

function problemOf(image: ImageReference, checked: CheckedPicture): BenchmarkProblem[] {
  if ('error' in checked) return [imageProblem(image, 'error', checked.error)];
  return checked.warning === undefined ? [] : [imageProblem(image, 'warning', checked.warning)];
}
