// What the tests of pictures share: real files of every format with known colors, and hand-built metadata to put into them.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import type { ImageReference } from '../../../../src/core/benchmark/loadBenchmark';

export const distDirectory = resolve('dist');

/** A place near London, as text in every kind of metadata: it must not be found anywhere. */
export const secret = 'GPS 51.5007 -0.1246';

/** px of `quarters`. */
const width = 40;
const height = 24;

/** Red, green, blue and white quarters, from the upper left in the order of reading: every turn and mirroring can be told apart. */
export function quarters(): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  for (const [color, x, y] of [
    ['#f00', 0, 0],
    ['#0f0', width / 2, 0],
    ['#00f', 0, height / 2],
    ['#fff', width / 2, height / 2],
  ] as const) {
    context.fillStyle = color;
    context.fillRect(x, y, width / 2, height / 2);
  }
  return canvas;
}

/** The colors near the four corners in the order of reading, such as `rgbw`, and the size. */
export async function cornersOf(file: Buffer): Promise<string> {
  const image = await loadImage(file);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const [right, low] = [image.width * 0.8, image.height * 0.8];
  const letters = [
    [image.width * 0.2, image.height * 0.2],
    [right, image.height * 0.2],
    [image.width * 0.2, low],
    [right, low],
  ].map(([x, y]) => {
    const [red, green, blue, alpha] = context.getImageData(Math.floor(x!), Math.floor(y!), 1, 1).data;
    if (alpha! < 128) return '-';
    const isLight = [red! > 128, green! > 128, blue! > 128];
    return isLight.every(Boolean) ? 'w' : (['r', 'g', 'b'][isLight.indexOf(true)] ?? 'k');
  });
  return `${letters.join('')} ${image.width}x${image.height}`;
}

/** What `cornersOf` says of the quarters once they are upright, by EXIF orientation: taken from the table of the EXIF standard, by hand. */
export const uprightCorners = [
  'rgbw 40x24',
  'grwb 40x24',
  'wbgr 40x24',
  'bwrg 40x24',
  'rbgw 24x40',
  'brwg 24x40',
  'wgbr 24x40',
  'gwrb 24x40',
] as const;

/** A TIFF header with an orientation, and a GPS block that holds `secret`. */
export function exif(orientation: number, order: 'II' | 'MM' = 'II'): Buffer {
  const text = Buffer.from(`${secret}\0`, 'latin1');
  const block = Buffer.alloc(38 + 18);
  const short = (value: number, at: number): number =>
    order === 'II' ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at);
  const long = (value: number, at: number): number =>
    order === 'II' ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at);
  block.write(order, 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(2, 8);
  // Orientation: one SHORT.
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  // Where the GPS fields are.
  short(0x8825, 22);
  short(4, 24);
  long(1, 26);
  long(38, 30);
  long(0, 34);
  // GPSAreaInformation, behind its own list.
  short(1, 38);
  short(0x001c, 40);
  short(7, 42);
  long(text.length, 44);
  long(56, 48);
  long(0, 52);
  return Buffer.concat([block, text]);
}

export function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 | marker, 0);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** Segments put behind the start of a JPEG. */
export function jpegWith(file: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([file.subarray(0, 2), ...segments, file.subarray(2)]);
}

export function jpegExif(orientation: number, order?: 'II' | 'MM'): Buffer {
  return jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation, order)]));
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}

/** Chunks put behind the header of a PNG. */
export function pngWith(file: Buffer, ...chunks: Buffer[]): Buffer {
  return Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]);
}

/** A PNG of one gray: `depth` bits a pixel, `rows` of packed bytes. */
export function grayPng(columns: number, rows: number, depth: 1 | 8 | 16 = 8): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([depth, 0, 0, 0, 0], 8);
  const row = Buffer.concat([
    Buffer.from([0]),
    Buffer.alloc(Math.ceil((columns * depth) / 8), depth === 1 ? 0xff : 0x80),
  ]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.concat(Array.from({ length: rows }, () => row)), { level: 1 });
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

export function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** Chunks put at the end of a WebP, whose VP8X gets these flags (0x08 EXIF, 0x04 XMP, 0x02 animation). */
export function webpWith(file: Buffer, flags: number, ...chunks: Buffer[]): Buffer {
  const inner = Buffer.from(file.subarray(12));
  if (inner.toString('latin1', 0, 4) !== 'VP8X')
    throw new Error('The fixture expects what the drawing library writes: a VP8X first.');
  inner[8] = inner[8]! | flags;
  const body = Buffer.concat([inner, ...chunks]);
  const head = Buffer.from(file.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

/** Properties of one byte (`irot`, `imir`) given to the one picture of an AVIF. */
export function avifWith(file: Buffer, ...properties: (readonly [type: string, value: number])[]): Buffer {
  const bytes = Buffer.from(file);
  const find = (type: string, start: number, end: number): number => {
    for (let at = start; at < end; at += bytes.readUInt32BE(at))
      if (bytes.toString('latin1', at + 4, at + 8) === type) return at;
    throw new Error(`The fixture expects a box ${type}.`);
  };
  const endOf = (at: number): number => at + bytes.readUInt32BE(at);
  const meta = find('meta', 0, bytes.length);
  const iprp = find('iprp', meta + 12, endOf(meta));
  const [ipco, ipma] = [find('ipco', iprp + 8, endOf(iprp)), find('ipma', iprp + 8, endOf(iprp))];
  const iloc = find('iloc', meta + 12, endOf(meta));
  let count = 0;
  for (let at = ipco + 8; at < endOf(ipco); at += bytes.readUInt32BE(at)) count++;
  const boxes = Buffer.concat(
    properties.map(([type, value]) =>
      Buffer.concat([Buffer.from([0, 0, 0, 9]), Buffer.from(type, 'latin1'), Buffer.from([value])]),
    ),
  );
  const numbers = Buffer.from(properties.map((_, index) => 0x80 | (count + 1 + index)));
  const [endOfIpco, endOfIpma] = [endOf(ipco), endOf(ipma)];
  const grown = boxes.length + numbers.length;
  const grow = (at: number, by: number): number => bytes.writeUInt32BE(bytes.readUInt32BE(at) + by, at);
  // ipma of one item: version and flags, how many items, the item, how many properties, their numbers.
  bytes[ipma + 18] = bytes[ipma + 18]! + properties.length;
  grow(ipma, numbers.length);
  grow(ipco, boxes.length);
  grow(iprp, grown);
  grow(meta, grown);
  // iloc of one item with one extent: its offset is the eighth byte from the end.
  grow(endOf(iloc) - 8, grown);
  return Buffer.concat([
    bytes.subarray(0, endOfIpco),
    boxes,
    bytes.subarray(endOfIpco, endOfIpma),
    numbers,
    bytes.subarray(endOfIpma),
  ]);
}

/** A GIF of so many frames of one pixel. */
export function gif(frames: number, ...extensions: Buffer[]): Buffer {
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0]);
  const head = Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255]),
  ]);
  return Buffer.concat([head, ...extensions, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

export function gifExtension(label: number, ...parts: Buffer[]): Buffer {
  return Buffer.concat([
    Buffer.from([0x21, label]),
    ...parts.map((part) => Buffer.concat([Buffer.from([part.length]), part])),
    Buffer.from([0]),
  ]);
}

/** The places of pictures in a benchmark: the first on line 11, the second on line 12, ... */
export function references(...sources: string[]): ImageReference[] {
  return sources.map((source, index) => ({
    source,
    line: 11 + index,
    column: 12,
    endLine: 11 + index,
    endColumn: 12 + source.length,
    path: `prompts[${index}].image`,
  }));
}

/** A folder of its own for a test, with these files. */
export class PictureFolder {
  private constructor(readonly path: string) {}

  static async make(files: { readonly [name: string]: Buffer | string } = {}): Promise<PictureFolder> {
    const folder = new PictureFolder(await mkdtemp(join(tmpdir(), 'isb-pictures-')));
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder.path, name), content);
    return folder;
  }

  file(name: string): string {
    return join(this.path, name);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}
