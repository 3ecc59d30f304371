// Reads the one EXIF field that changes how a picture is seen. EXIF is a TIFF header with a list of fields: https://www.cipa.jp/e/std/std-sec.html

import type { Orientation } from './pictureFacts';

const orientationTag = 0x0112;
const shortType = 3;
const longType = 4;
const prefix = 'Exif\0\0';

/** Reads the orientation from a block that begins with the TIFF header, or with `Exif` before it as in JPEG. 1 when the block doesn't say or can't be read. */
export function exifOrientation(block: Buffer): Orientation {
  const tiff = block.toString('latin1', 0, prefix.length) === prefix ? block.subarray(prefix.length) : block;
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return 1;
  const isLittle = order === 'II';
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const start = long(4);
  if (start + 2 > tiff.length) return 1;
  const count = short(start);
  for (let field = 0; field < count; field++) {
    const at = start + 2 + field * 12;
    if (at + 12 > tiff.length) return 1;
    if (short(at) !== orientationTag) continue;
    const type = short(at + 2);
    // The standard says SHORT; some programs write LONG.
    return type === shortType ? asOrientation(short(at + 8)) : type === longType ? asOrientation(long(at + 8)) : 1;
  }
  return 1;
}

function asOrientation(value: number): Orientation {
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}
