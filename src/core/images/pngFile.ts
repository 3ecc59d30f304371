// The frame of a PNG file: its signature, and chunks with their lengths and checksums. Knows nothing of pixels.
// Format: https://www.w3.org/TR/png-3/#5DataRep

import { crc32 } from 'node:zlib';

/** How the bytes of a row stand for colors: one byte a pixel into a palette, or red, green and blue. */
type PngColorType = 'palette' | 'color';

/** A whole file of eight bits a sample. `palette` is the PLTE chunk's content; `data` are the compressed rows in parts. */
export function pngFile(
  width: number,
  height: number,
  colorType: PngColorType,
  data: readonly Buffer[],
  palette?: Buffer,
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colorType === 'palette' ? 3 : 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', palette)] : []),
    ...data.map((part) => chunk('IDAT', part)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}
