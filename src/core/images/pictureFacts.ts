// What the bytes of a picture file tell before it is decoded: what every reader of a format answers with.

import type { ImageFile } from '../../shared/results/picture';

/** How the stored rows lie, as EXIF counts it: 1 is upright, 6 means *turn it a quarter clockwise to see it*. 5-8 swap width and height. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface PictureFacts {
  mediaType: ImageFile['mediaType'];
  /** px, as stored: the orientation is not applied. */
  width: number;
  height: number;
  orientation: Orientation;
  isAnimated: boolean;
  /** The inks of a press (CMYK) instead of colors of light. */
  isForPrint: boolean;
  /**
   * The same picture, bit for bit, without metadata (EXIF, XMP, comments, what follows its end): the very same buffer when there is none.
   * Null when metadata can't be taken out of the format without encoding it again. Color profiles are no metadata.
   */
  clean(): Buffer | null;
}

/** The file is damaged or not supported. The message completes `street.png ...`. */
export class BrokenPicture extends Error {
  override name = 'BrokenPicture';
}

/** What is said of a file that ends before it should. */
export function cutOff(format: string): BrokenPicture {
  return new BrokenPicture(`is cut off: the end of the ${format} is missing. Copy or export it again.`);
}

/** The size (px) that people see. */
export function uprightSize({ width, height, orientation }: Pick<PictureFacts, 'width' | 'height' | 'orientation'>): {
  width: number;
  height: number;
} {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** The parts of a file put together again; the file itself when the parts are all of it. */
export function withoutGaps(file: Buffer, kept: readonly Buffer[]): Buffer {
  const length = kept.reduce((sum, part) => sum + part.length, 0);
  return length === file.length ? file : Buffer.concat(kept, length);
}
