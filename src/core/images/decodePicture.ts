// Decodes pictures and encodes them upright and in another size. Used inside the picture thread only: whoever imports it has loaded the
// native drawing library.

import { createCanvas, loadImage, type Canvas, type Image } from '@napi-rs/canvas';
import type { Orientation } from './pictureFacts';

interface Size {
  width: number;
  height: number;
}

export interface DecodedPicture extends Size {
  /** `size` (px) is of the upright picture. JPEG has no transparency: never for a picture that has. */
  encode(size: Size, orientation: Orientation, mediaType: 'image/png' | 'image/jpeg'): Buffer;
}

const jpegQuality = 95;

/**
 * Decodes the first frame. `bytes` should have no EXIF: the library turns JPEG and WebP as EXIF says, but neither PNG nor AVIF, so that
 * turning is done here for all alike. Colors come as sRGB. Throws when the library can't decode it.
 */
export async function decodePicture(bytes: Buffer): Promise<DecodedPicture> {
  const image = await loadImage(bytes);
  return {
    width: image.width,
    height: image.height,
    encode: (size, orientation, mediaType) => {
      const canvas = drawUpright(image, size, orientation);
      return mediaType === 'image/png' ? canvas.encodeSync('png') : canvas.encodeSync('jpeg', jpegQuality);
    },
  };
}

function drawUpright(image: Image, size: Size, orientation: Orientation): Canvas {
  const stored = orientation >= 5 ? { width: size.height, height: size.width } : size;
  const isReduced = stored.width !== image.width || stored.height !== image.height;
  const source = halved(image, stored);
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  context.imageSmoothingEnabled = isReduced;
  context.imageSmoothingQuality = 'high';
  context.setTransform(...transformOf(orientation, size));
  context.drawImage(source, 0, 0, stored.width, stored.height);
  return canvas;
}

/** Halves as often as the target allows: the library's best smoothing looks at the nearest pixels only and skips the others beyond that. */
function halved(image: Image, target: Size): Image | Canvas {
  let source: Image | Canvas = image;
  while (source.width / 2 >= target.width && source.height / 2 >= target.height && source.width > target.width) {
    const half: Canvas = createCanvas(Math.ceil(source.width / 2), Math.ceil(source.height / 2));
    const context = half.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0, half.width, half.height);
    source = half;
  }
  return source;
}

/** The canvas transform from stored to upright px, by EXIF's numbers; `size` is the upright one. */
function transformOf(
  orientation: Orientation,
  { width, height }: Size,
): [number, number, number, number, number, number] {
  const transforms: { readonly [orientation in Orientation]: [number, number, number, number, number, number] } = {
    1: [1, 0, 0, 1, 0, 0],
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, 1, 1, 0, 0, 0],
    6: [0, 1, -1, 0, width, 0],
    7: [0, -1, -1, 0, width, height],
    8: [0, -1, 1, 0, 0, height],
  };
  return transforms[orientation];
}
