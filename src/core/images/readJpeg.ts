// Walks through the segments of a JPEG: ITU-T T.81, annex B. Pixels are not decoded.

import { exifOrientation } from './exifOrientation';
import { BrokenPicture, cutOff, withoutGaps, type Orientation, type PictureFacts } from './pictureFacts';

const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Throws `BrokenPicture`. */
export function readJpeg(file: Buffer): PictureFacts {
  const kept = [file.subarray(0, 2)];
  let frame: { width: number; height: number; components: number } | undefined;
  let orientation: Orientation | undefined;
  let [hasScan, isWhole] = [false, false];
  for (let at = 2; !isWhole;) {
    const { marker, start, end } = segmentAt(file, at);
    const segment = file.subarray(start, end);
    if (isFrame(marker)) frame ??= frameOf(segment, marker);
    else if (marker === 0xe1 && startsWith(segment, 'Exif\0\0')) orientation ??= exifOrientation(segment.subarray(4));
    else if (marker === startOfScan) hasScan = true;
    if (isOfPicture(marker, segment)) kept.push(segment);
    isWhole = marker === endOfImage;
    at = end;
  }
  if (!frame || !hasScan) throw new BrokenPicture('is a damaged JPEG: it has no picture in it. Export it again.');
  return {
    mediaType: 'image/jpeg',
    width: frame.width,
    height: frame.height,
    orientation: orientation ?? 1,
    isAnimated: false,
    isForPrint: frame.components === 4,
    // Phones append whole videos and second pictures, which have metadata of their own: nothing follows the end.
    clean: () => withoutGaps(file, kept),
  };
}

/** The segment that begins at or after fill bytes at `at`; that of a scan reaches to the next marker. */
function segmentAt(file: Buffer, at: number): { marker: number; start: number; end: number } {
  let start = at;
  while (file[start] === 0xff && file[start + 1] === 0xff) start++;
  const marker = file[start + 1];
  if (marker === undefined) throw cutOff('JPEG');
  if (file[start] !== 0xff || marker === 0)
    throw new BrokenPicture(`is a damaged JPEG: at byte ${start} a segment was expected. Copy or export it again.`);
  if (marker === endOfImage || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8))
    return { marker, start, end: start + 2 };
  if (start + 4 > file.length) throw cutOff('JPEG');
  const end = start + 2 + file.readUInt16BE(start + 2);
  if (end > file.length) throw cutOff('JPEG');
  return { marker, start, end: marker === startOfScan ? endOfScan(file, end) : end };
}

/** The next marker that is none of the entropy-coded data itself. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw cutOff('JPEG');
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function frameOf(segment: Buffer, marker: number): { width: number; height: number; components: number } {
  if (marker > 0xc2)
    throw new BrokenPicture(
      'is a kind of JPEG that hardly any program reads (lossless or arithmetic coding). Export it as an ordinary JPEG or as PNG.',
    );
  if (segment.length < 10) throw new BrokenPicture('is a damaged JPEG: its header is too short. Export it again.');
  return { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7), components: segment[9]! };
}

/** Whether a segment is kept. Of the application segments decoders need only the bare JFIF header, color profiles and Adobe's color transform. */
function isOfPicture(marker: number, segment: Buffer): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  if (marker === 0xe0) return startsWith(segment, 'JFIF\0') && segment.length === 18;
  if (marker === 0xe2) return startsWith(segment, 'ICC_PROFILE\0');
  return marker === 0xee && startsWith(segment, 'Adobe');
}

function startsWith(segment: Buffer, text: string): boolean {
  return segment.toString('latin1', 4, 4 + text.length) === text;
}
