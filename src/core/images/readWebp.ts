// Walks through the chunks of a WebP: RFC 9649.

import { imageSize } from 'image-size';
import { exifOrientation } from './exifOrientation';
import { BrokenPicture, cutOff, withoutGaps, type Orientation, type PictureFacts } from './pictureFacts';

const headerLength = 12;
const pictureChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP']);
/** Flags of the chunk VP8X. */
const animationFlag = 0x02;
const metadataFlags = 0x08 | 0x04;

/** Throws `BrokenPicture`. */
export function readWebp(file: Buffer): PictureFacts {
  const end = file.readUInt32LE(4) + 8;
  if (end > file.length) throw cutOff('WebP');
  const kept: Buffer[] = [];
  let orientation: Orientation = 1;
  let [isAnimated, hasPixels, hasMetadata] = [false, false, file.length > end];
  for (let at = headerLength; at + 8 <= end;) {
    const type = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw cutOff('WebP');
    // Chunks have an even length; the pad of the last one is missing in some files.
    const next = Math.min(end, at + 8 + length + (length % 2));
    const data = file.subarray(at + 8, at + 8 + length);
    if (type === 'VP8X') isAnimated ||= (data[0]! & animationFlag) !== 0;
    else if (type === 'ANIM' || type === 'ANMF') isAnimated = true;
    else if (type === 'EXIF') orientation = exifOrientation(data);
    hasPixels ||= type === 'VP8 ' || type === 'VP8L' || type === 'ANMF';
    if (pictureChunks.has(type)) kept.push(file.subarray(at, next));
    else hasMetadata = true;
    at = next;
  }
  if (!hasPixels) throw new BrokenPicture('is a damaged WebP: it has no picture in it. Export it again.');
  return {
    mediaType: 'image/webp',
    ...sizeOf(file),
    orientation,
    isAnimated,
    isForPrint: false,
    clean: () => (hasMetadata ? cleaned(file, kept) : file),
  };
}

function sizeOf(file: Buffer): { width: number; height: number } {
  try {
    const { width, height } = imageSize(file);
    return { width, height };
  } catch (cause) {
    throw new BrokenPicture("is a damaged WebP: its header can't be read. Export it again.", { cause });
  }
}

function cleaned(file: Buffer, kept: readonly Buffer[]): Buffer {
  const chunks = kept.map((chunk) => (chunk.toString('latin1', 0, 4) === 'VP8X' ? withoutMetadataFlags(chunk) : chunk));
  const header = Buffer.from(file.subarray(0, headerLength));
  header.writeUInt32LE(4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), 4);
  return withoutGaps(file, [header, ...chunks]);
}

function withoutMetadataFlags(chunk: Buffer): Buffer {
  const changed = Buffer.from(chunk);
  changed[8] = changed[8]! & ~metadataFlags;
  return changed;
}
