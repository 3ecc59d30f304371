// `images/images.json` of a run folder: which file stands for which picture of the benchmark.

import * as z from 'zod';
import { runSchemaVersion } from '../../shared/run/events';
import { imageMediaTypes, type ImageFile, type RecordedImage } from '../../shared/results/picture';
import { writeJsonAtomically } from '../files/jsonFile';
import { parseRecord } from '../files/parseRecord';
import { readPlainText } from '../files/plainFile';
import { insideImages } from '../runFolder/pictureSchemas';
import { runFiles } from '../runFolder/runFolderPaths';
import type { FieldSchemas } from '../files/schemaTables';
import { ofAnyVersion } from '../runFolder/upgrade/ofAnyVersion';
import { codeOf } from '../../shared/text/codeOf';

const imagesFileName = `${runFiles.images}/images.json`;

const pixels = z.int().positive();

const imageFile = z.object({
  file: insideImages,
  mediaType: z.enum(imageMediaTypes),
  width: pixels,
  height: pixels,
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'),
}) satisfies z.ZodObject<FieldSchemas<ImageFile>>;

const recordedImage = z.object({
  ...imageFile.shape,
  source: z.string(),
  sent: imageFile,
}) satisfies z.ZodObject<FieldSchemas<RecordedImage>>;
const imagesFile = z.looseObject({ schemaVersion: z.number(), images: z.array(recordedImage) });

export async function writeImagesFile(runDirectory: string, images: readonly RecordedImage[]): Promise<void> {
  await writeJsonAtomically(runDirectory, imagesFileName, {
    schemaVersion: runSchemaVersion,
    images,
  });
}

/** Empty for a run without pictures. Throws what is wrong with the file. */
export async function readImagesFile(runDirectory: string): Promise<RecordedImage[]> {
  let text: string;
  try {
    text = await readPlainText(runDirectory, imagesFileName);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return parseRecord(ofAnyVersion('images', imagesFile), text, imagesFileName).images;
}
