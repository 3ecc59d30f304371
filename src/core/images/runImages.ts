// The pictures of a run as its folder keeps them: which file stands for which `image` of the benchmark, and the bytes that are sent.

import { createHash } from 'node:crypto';
import type { ImageFile, RecordedImage } from '../../shared/results/picture';
import type { SentImage } from '../providers/provider';
import { readPlainFile } from '../files/plainFile';
import { readImagesFile } from './imagesFile';
import { codeOf } from '../../shared/text/codeOf';

export interface RunImages {
  /** The picture that the benchmark names so; absent when the run has none of that name. */
  known(source: string): RecordedImage | undefined;
  /** The same. Throws when the run has none. */
  find(source: string): RecordedImage;
  /** Reads what is sent for it; the last few are kept in memory. Throws an error that names the file. */
  load(source: string): Promise<SentImage>;
}

/** Tests of one prompt follow one another, and models take turns: a few are enough. */
const mostKept = 16;
const mostKeptBytes = 64_000_000;

/** The pictures of a run folder; one without `images/images.json` has none. Throws what is wrong with that file. */
export async function openRunImages(runDirectory: string): Promise<RunImages> {
  return createRunImages(runDirectory, await readImagesFile(runDirectory));
}

export function createRunImages(runDirectory: string, images: readonly RecordedImage[]): RunImages {
  const bySource = new Map(images.map((image) => [image.source, image]));
  const kept = new Map<string, Promise<SentImage>>();
  const known = (source: string): RecordedImage | undefined => bySource.get(source);
  const find = (source: string): RecordedImage => {
    const image = known(source);
    if (!image) throw new Error(`The run has no picture ${source}. Its folder images/ is not complete.`);
    return image;
  };
  const load = (source: string): Promise<SentImage> => {
    const { sent } = find(source);
    const reading = kept.get(sent.file) ?? readSent(runDirectory, sent);
    // The newest is last, and the oldest goes first.
    kept.delete(sent.file);
    kept.set(sent.file, reading);
    reading.catch(() => kept.delete(sent.file));
    dropOldest(kept, bySource);
    return reading;
  };
  // A name that is not there is a rejection, too.
  return { known, find, load: async (source) => load(source) };
}

async function readSent(runDirectory: string, sent: ImageFile): Promise<SentImage> {
  let bytes: Buffer;
  try {
    bytes = await readPlainFile(runDirectory, sent.file);
  } catch (cause) {
    throw new Error(`${sent.file} of the run folder can't be read: ${codeOf(cause) ?? String(cause)}.`, { cause });
  }
  // All tests of a run are shown the same picture, also those of a resumption.
  if (createHash('sha256').update(bytes).digest('hex') !== sent.sha256) {
    throw new Error(
      `${sent.file} of the run folder is not what was sent before: somebody changed it. Run the benchmark anew.`,
    );
  }
  return { ...sent, base64: bytes.toString('base64') };
}

function dropOldest(kept: Map<string, Promise<SentImage>>, images: ReadonlyMap<string, RecordedImage>): void {
  const sizes = new Map([...images.values()].map(({ sent }) => [sent.file, sent.bytes]));
  let bytes = [...kept.keys()].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
  for (const file of kept.keys()) {
    if (kept.size === 1 || (kept.size <= mostKept && bytes <= mostKeptBytes)) return;
    bytes -= sizes.get(file) ?? 0;
    kept.delete(file);
  }
}
