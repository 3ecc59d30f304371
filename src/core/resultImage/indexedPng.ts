// Writes a picture of few colours as a PNG with a palette: a third of the size and a quarter of the time of one with full colour.
// Format: https://www.w3.org/TR/png-3/, chunks IHDR, PLTE, IDAT and IEND, colour type 3, one byte a pixel, no filters.

import { deflateSync } from 'node:zlib';

/** Keeps the five high bits of a channel: more shades than an eye sees on the edge of a letter, few enough for a palette. */
const shadeMask = 0xf8f8f8;
const paletteSize = 256;

/** Node has this itself from 20.15 on; VS Code may bring an older one. */
const checksums = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

let reused = Buffer.alloc(0);

/** The same memory for every picture: half a megabyte for each of thousands would wait for the garbage collector. */
function rowsBuffer(length: number): Buffer {
  if (reused.length < length) reused = Buffer.allocUnsafe(length);
  return reused.subarray(0, length);
}

/** A little-endian view of RGBA bytes; null when the picture has too many colours for a palette. Opaque pictures only. */
export function indexedPng(pixels: Uint32Array, width: number, height: number): Buffer | null {
  const rows = rowsBuffer((width + 1) * height);
  const palette = new Map<number, number>();
  let lastColor = -1;
  let lastIndex = 0;
  let target = 0;
  let source = 0;
  for (let row = 0; row < height; row++) {
    rows[target++] = 0;
    for (let column = 0; column < width; column++) {
      const color = pixels[source++]! & shadeMask;
      if (color !== lastColor) {
        const known = palette.get(color);
        lastColor = color;
        lastIndex = known ?? palette.size;
        if (known === undefined) {
          if (palette.size === paletteSize) return null;
          palette.set(color, lastIndex);
        }
      }
      rows[target++] = lastIndex;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', paletteBytes(palette)), chunk('IDAT', deflateSync(rows, { level: 4 })), chunk('IEND', Buffer.alloc(0))]);
}

function paletteBytes(palette: Map<number, number>): Buffer {
  // The low bits come back as a copy of the high ones, so that white stays white.
  const whole = (channel: number): number => channel | (channel >> 5);
  return Buffer.from([...palette.keys()].flatMap((color) => [whole(color & 0xff), whole((color >> 8) & 0xff), whole((color >> 16) & 0xff)]));
}

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(checksum(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** CRC-32 as PNG wants it: https://www.w3.org/TR/png-3/#D-CRCAppendix */
function checksum(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = checksums[(sum ^ byte) & 0xff]! ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
