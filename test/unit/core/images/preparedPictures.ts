// Pictures in the usual formats, and a run folder that they were prepared for.

import { mkdir } from 'node:fs/promises';
import { decodePicture } from '../../../../src/core/images/decodePicture';
import { preparePictures } from '../../../../src/core/images/preparePictures';
import { parseModel } from '../../../../src/shared/run/model';
import type { RecordedImage } from '../../../../src/shared/results/picture';
import { PictureFolder, quarters } from './pictureFixture';

export const canvas = quarters();

export const png = canvas.toBuffer('image/png');

export const jpeg = canvas.toBuffer('image/jpeg', 95);

/** A benchmark's folder with these pictures, and a run folder below it. */
export async function prepared(
  files: { readonly [name: string]: Buffer },
  size: 'shared' | 'native' = 'shared',
  sources = Object.keys(files),
): Promise<{ images: RecordedImage[]; folder: PictureFolder; run: string }> {
  const folder = await PictureFolder.make(files);
  const run = folder.file('run');
  await mkdir(run);
  const outcome = await preparePictures(
    {
      sources,
      benchmarkFolder: folder.path,
      filesRoot: folder.path,
      size,
      models: [parseModel('anthropic~claude')],
      runDirectory: run,
    },
    decodePicture,
  );
  if (!('images' in outcome))
    throw new Error(outcome.failures.map(({ source, message }) => `${source} ${message}`).join('\n'));
  return { images: outcome.images, folder, run };
}
