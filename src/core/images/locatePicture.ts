// The file that a picture of a benchmark means.

import { locateFile, type BenchmarkPlace, type FileKind } from '../benchmark/locateFile';
import { mostBytes } from './lookAtPicture';

const pictureKind: FileKind = {
  one: 'picture',
  many: 'pictures',
  endings: /\.(png|jpe?g|webp|gif|avif)$/i,
  mostBytes,
  makeSmaller: 'Reduce it or save it with more compression.',
};

/** As `locateFile`, for a picture. */
export function locatePicture(source: string, place: BenchmarkPlace): ReturnType<typeof locateFile> {
  return locateFile(source, place, pictureKind);
}
