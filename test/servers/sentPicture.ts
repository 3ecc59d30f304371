// Pictures for tests to send, drawn with the product's own fonts so that they are the same everywhere.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createCanvas, GlobalFonts, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { SentImage } from '../../src/core/providers/provider';
import type { ImageFile } from '../../src/shared/results/picture';
import { buildFonts } from '../../scripts/buildFonts.mjs';

/** The font to name in `pen.font`, once `loadTestFont` has been awaited. */
export const testFont = 'TestSans';

/** Makes the product's sans-serif font known to the canvas under `testFont`. */
export async function loadTestFont(): Promise<void> {
  const fonts = join(import.meta.dirname, '..', '..', 'dist', 'fonts');
  await buildFonts(fonts);
  if (!GlobalFonts.has(testFont)) GlobalFonts.registerFromPath(join(fonts, 'roboto-latin-400-normal.woff2'), testFont);
}

/** A canvas with a white ground and its pen. */
export function blankCanvas(width: number, height: number, ground = '#fff'): { canvas: Canvas; pen: SKRSContext2D } {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#000';
  return { canvas, pen };
}

const encoders: { readonly [type in ImageFile['mediaType']]?: (canvas: Canvas) => Buffer } = {
  'image/png': (canvas) => canvas.toBuffer('image/png'),
  'image/jpeg': (canvas) => canvas.toBuffer('image/jpeg', 90),
  'image/webp': (canvas) => canvas.toBuffer('image/webp', 90),
};

/** What is on the canvas, as a run sends it. */
export function sentPicture(
  canvas: Canvas,
  mediaType: ImageFile['mediaType'] = 'image/png',
  name = 'picture',
): SentImage {
  const bytes = encoders[mediaType]!(canvas);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = `images/${sha256.slice(0, 8)}-${name}.${mediaType.slice('image/'.length)}`;
  return {
    file,
    mediaType,
    width: canvas.width,
    height: canvas.height,
    bytes: bytes.length,
    sha256,
    base64: bytes.toString('base64'),
  };
}

/** A red square of its own size. */
export function redPicture(size: number, mediaType: ImageFile['mediaType'] = 'image/png'): SentImage {
  const { canvas, pen } = blankCanvas(size, size);
  pen.fillStyle = '#d00';
  pen.fillRect(size / 4, size / 4, size / 2, size / 2);
  return sentPicture(canvas, mediaType, `red${size}`);
}
