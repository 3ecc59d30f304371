// Reads the pictures of a prompt from the run folder, for the drawing thread. Files decode away from the thread, so this is asynchronous;
// all drawing is not. A picture that can't be read costs itself: the result image says why and shows everything else.

import { createCanvas, Image, type Canvas } from '@napi-rs/canvas';
import { readPlainFile } from '../files/plainFile';
import type { RecordedImage } from '../../shared/results/picture';
import { codeOf } from '../../shared/text/codeOf';

export interface LoadedPicture {
  recorded: RecordedImage;
  /** A picture that is too large to be drawn as it is comes smaller. Null when the file could not be read. */
  drawing: Image | Canvas | null;
  /** Why it could not be read, or that it is smaller, without a path of this machine; null where there is nothing to say. */
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
/** Larger than anything that is sent to a model; a file that says so of itself is not decoded. */
const mostPixels = 120_000_000;
/** A picture that is larger is drawn smaller: at its own size it would take a gigabyte and half a minute. In all, at four bytes a pixel; so much is kept. */
const mostDrawnPixels = 25_000_000;
/** A wide one is drawn smaller for its texts, which are larger with its width, px. */
const widestDrawn = 8_000;
/** Thumbnails kept. */
const mostThumbnails = 64;

export function createPictureFiles(): PictureFiles {
  const kept = new Map<string, LoadedPicture>();
  const thumbnails = new Map<string, LoadedPicture>();

  const loadFirst = async (runDirectory: string, recorded: RecordedImage): Promise<LoadedPicture> => {
    const key = keyOf(runDirectory, recorded);
    const known = kept.get(key);
    if (known) return known;
    const loaded = reduced(await decoded(runDirectory, recorded));
    if (!loaded.drawing) return loaded;
    kept.set(key, loaded);
    let pixels = 0;
    // The newest stays, and others as long as there is room for them.
    for (const [name, { drawing }] of [...kept].reverse()) {
      pixels += drawing ? drawing.width * drawing.height : 0;
      if (name !== key && pixels > mostDrawnPixels) kept.delete(name);
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
  return { ...picture, drawing: shrunk(drawing, shrink) };
}

/** As it is, or as large as can be drawn. */
function reduced(picture: LoadedPicture): LoadedPicture {
  const { drawing, recorded } = picture;
  if (!drawing) return picture;
  const { width, height } = drawing;
  const shrink = Math.min(1, widestDrawn / width, Math.sqrt(mostDrawnPixels / (width * height)));
  if (shrink === 1) return picture;
  const problem = `${recorded.file} is drawn at ${Math.round(shrink * 100)} % of its ${width} × ${height} px, which are too many for a result image.`;
  return { ...picture, drawing: shrunk(drawing, shrink), problem };
}

function shrunk(drawing: Image | Canvas, shrink: number): Canvas {
  const canvas = createCanvas(
    Math.max(1, Math.round(drawing.width * shrink)),
    Math.max(1, Math.round(drawing.height * shrink)),
  );
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = shrink < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(drawing, 0, 0, canvas.width, canvas.height);
  return canvas;
}
