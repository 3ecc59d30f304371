// Walks through the chunks of a PNG: https://www.w3.org/TR/png-3/

import { crc32 } from 'node:zlib';
import { exifOrientation } from './exifOrientation';
import { BrokenPicture, cutOff, withoutGaps, type Orientation, type PictureFacts } from './pictureFacts';

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What decides on the pixels. Everything else may say where, when and by whom. */
const pictureChunks = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'cICP',
  'bKGD',
  'hIST',
  'pHYs',
  'sPLT',
]);

/** Throws `BrokenPicture`. */
export function readPng(file: Buffer): PictureFacts {
  const kept = [file.subarray(0, pngSignature.length)];
  let size: { width: number; height: number } | undefined;
  let orientation: Orientation = 1;
  let [isAnimated, hasPixels, isWhole] = [false, false, false];
  for (let at = pngSignature.length; !isWhole;) {
    if (at + 12 > file.length) throw cutOff('PNG');
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) throw cutOff('PNG');
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, end - 4);
    if (!size && (type !== 'IHDR' || length !== 13))
      throw new BrokenPicture('is a damaged PNG: it does not begin with its header (IHDR). Export it again.');
    if (pictureChunks.has(type)) {
      if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) {
        throw new BrokenPicture(
          `is a damaged PNG: the checksum of its part ${type} is wrong. Copy or export it again.`,
        );
      }
      kept.push(file.subarray(at, end));
    }
    if (type === 'IHDR') size ??= { width: data.readUInt32BE(0), height: data.readUInt32BE(4) };
    else if (type === 'acTL') isAnimated = length >= 4 && data.readUInt32BE(0) > 1;
    else if (type === 'eXIf') orientation = exifOrientation(data);
    else if (type === 'IDAT') hasPixels = true;
    isWhole = type === 'IEND';
    at = end;
  }
  if (!hasPixels || !size) throw new BrokenPicture('is a damaged PNG: it has no pixels (IDAT). Export it again.');
  return {
    mediaType: 'image/png',
    ...size,
    orientation,
    isAnimated,
    isForPrint: false,
    clean: () => withoutGaps(file, kept),
  };
}
