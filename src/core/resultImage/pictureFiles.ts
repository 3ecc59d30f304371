// Reads the pictures of a prompt from the run folder, for the drawing thread. Files decode away from the thread, so this is asynchronous;
// all drawing is not. A picture that can't be read costs itself: the result image says why and shows everything else.

import { createCanvas, Image, type Canvas } from '@napi-rs/canvas';
import { readPlainFile } from '../files/plainFile';
import type { RecordedImage } from '../../shared/results/picture';
import { codeOf } from '../../shared/text/codeOf';

export interface LoadedPicture {
  recorded: RecordedImage;
  /** Null when the file could not be read; then `problem` says why, without a path of this machine. */
  drawing: Image | Canvas | null;
  problem: string | null;
}

/** The pictures of one prompt: the first whole, the others no larger than `thumbnailSide`. */
export interface TestPictures {
  first: LoadedPicture;
  others: LoadedPicture[];
}

export interface PictureFiles {
  /** Null for a prompt without pictures. `runDirectory` is absolute. Never throws for a picture. */
  load(runDirectory: string, images: readonly RecordedImage[]): Promise<TestPictures | null>;
}

/** px. */
export const thumbnailSide = 160;
/** Pictures decoded and kept, at four bytes a pixel; a larger one is read again for its next test. */
const mostKeptPixels = 12_000_000;
/** Larger than anything that is sent to a model; a file that says so of itself is not decoded. */
const mostPixels = 120_000_000;
/** Thumbnails kept. */
const mostThumbnails = 64;

export function createPictureFiles(): PictureFiles {
  const kept = new Map<string, Image>();
  const thumbnails = new Map<string, LoadedPicture>();

  const loadFirst = async (runDirectory: string, recorded: RecordedImage): Promise<LoadedPicture> => {
    const key = keyOf(runDirectory, recorded);
    const known = kept.get(key);
    if (known) return { recorded, drawing: known, problem: null };
    const loaded = await decoded(runDirectory, recorded);
    if (!(loaded.drawing instanceof Image)) return loaded;
    let pixels = loaded.drawing.width * loaded.drawing.height;
    if (pixels > mostKeptPixels) return loaded;
    kept.set(key, loaded.drawing);
    // The newest stay.
    for (const [name, image] of [...kept].reverse().slice(1)) {
      pixels += image.width * image.height;
      if (pixels > mostKeptPixels) kept.delete(name);
    }
    return loaded;
  };

  const loadOther = async (runDirectory: string, recorded: RecordedImage): Promise<LoadedPicture> => {
    const key = keyOf(runDirectory, recorded);
    const known = thumbnails.get(key);
    if (known) return known;
    const made = thumbnailOf(await decoded(runDirectory, recorded));
    if (thumbnails.size >= mostThumbnails) thumbnails.clear();
    thumbnails.set(key, made);
    return made;
  };

  return {
    load: async (runDirectory, images) => {
      const [first, ...others] = images;
      if (!first) return null;
      const made: LoadedPicture[] = [];
      // One after the other: large pictures side by side would be in memory at once.
      for (const other of others) made.push(await loadOther(runDirectory, other));
      return { first: await loadFirst(runDirectory, first), others: made };
    },
  };
}

function keyOf(runDirectory: string, { file, sha256 }: RecordedImage): string {
  return `${sha256} ${runDirectory} ${file}`;
}

async function decoded(runDirectory: string, recorded: RecordedImage): Promise<LoadedPicture> {
  const failed = (problem: string): LoadedPicture => ({
    recorded,
    drawing: null,
    problem: `${recorded.file} ${problem}`,
  });
  try {
    const bytes = await readPlainFile(runDirectory, recorded.file);
    const image = new Image();
    // Failures are thrown by decode() as well; without a listener they would be thrown twice.
    image.onerror = () => undefined;
    image.src = bytes;
    if (image.width * image.height > mostPixels)
      return failed(`is too large to draw: ${image.width} × ${image.height} px.`);
    await image.decode();
    if (image.width === 0 || image.height === 0) return failed('is no picture that can be read.');
    return { recorded, drawing: image, problem: null };
  } catch (error) {
    return failed(
      codeOf(error) === 'ENOENT' ? 'is missing in the run folder.' : `can't be read: ${messageOf(error, runDirectory)}`,
    );
  }
}

/** What went wrong, without the folder's path. */
function messageOf(error: unknown, runDirectory: string): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replaceAll(runDirectory, '.');
}

function thumbnailOf(picture: LoadedPicture): LoadedPicture {
  const { drawing } = picture;
  if (!drawing) return picture;
  const shrink = Math.min(1, thumbnailSide / drawing.width, thumbnailSide / drawing.height);
  const canvas = createCanvas(
    Math.max(1, Math.round(drawing.width * shrink)),
    Math.max(1, Math.round(drawing.height * shrink)),
  );
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = shrink < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(drawing, 0, 0, canvas.width, canvas.height);
  return { ...picture, drawing: canvas };
}
