// Reads the boxes of an AVIF that say how its picture is seen: ISO/IEC 23008-12 (HEIF), https://aomediacodec.github.io/av1-avif/

import { BrokenPicture, cutOff, type Orientation, type PictureFacts } from './pictureFacts';

interface Box {
  type: string;
  data: Buffer;
}

/** A file with any other box, or an item of another type, may say where, when and by whom. */
const pictureBoxes = new Set(['ftyp', 'meta', 'mdat', 'free']);
const pictureItems = new Set(['av01', 'grid', 'tmap', 'iovl']);

/** The main brand, then the others that the file claims to follow; empty for another kind of file. */
export function brandsOf(file: Buffer): string[] {
  if (file.length < 16 || file.toString('latin1', 4, 8) !== 'ftyp') return [];
  const end = Math.min(file.readUInt32BE(0), file.length, 256);
  const all = Array.from({ length: Math.max(0, Math.floor((end - 8) / 4)) }, (_, at) =>
    file.toString('latin1', 8 + at * 4, 12 + at * 4),
  );
  return all.filter((_, at) => at !== 1);
}

/** Throws `BrokenPicture`. */
export function readAvif(file: Buffer): PictureFacts {
  const boxes = boxesIn(file);
  const isAnimated = brandsOf(file)[0] === 'avis' || boxes.some((box) => box.type === 'moov');
  const meta = boxes.find((box) => box.type === 'meta');
  if (!meta && isAnimated)
    return {
      mediaType: 'image/avif',
      width: 1,
      height: 1,
      orientation: 1,
      isAnimated,
      isForPrint: false,
      clean: () => null,
    };
  const parts = boxesIn(meta?.data.subarray(4) ?? Buffer.alloc(0));
  if (![...boxes, ...parts].some((box) => box.type === 'mdat' || box.type === 'idat')) throw cutOff('AVIF');
  const properties = propertiesOf(parts, primaryItem(parts));
  const size = properties.find((box) => box.type === 'ispe')?.data;
  if (!size || size.length < 12)
    throw new BrokenPicture('is a damaged AVIF: it does not say its size. Export it again.');
  if (properties.some((box) => box.type === 'clap'))
    throw new BrokenPicture(
      'is an AVIF that is to be cropped when it is shown, which not every program does. Export the cropped picture as PNG.',
    );
  const hasMetadata =
    boxes.some((box) => !pictureBoxes.has(box.type) || (box.type === 'free' && box.data.some((byte) => byte !== 0))) ||
    itemTypes(parts).some((type) => !pictureItems.has(type));
  const orientation = orientationOf(properties);
  return {
    mediaType: 'image/avif',
    width: size.readUInt32BE(4),
    height: size.readUInt32BE(8),
    orientation,
    isAnimated,
    isForPrint: false,
    clean: () => (hasMetadata ? null : file),
  };
}

function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1;
    if (isLong && at + 16 > bytes.length) throw cutOff('AVIF');
    // 0: up to the end of the file.
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? bytes.length - at : short;
    const start = at + (isLong ? 16 : 8);
    if (at + length > bytes.length || at + length < start) throw cutOff('AVIF');
    boxes.push({ type, data: bytes.subarray(start, at + length) });
    at += length;
  }
  return boxes;
}

function primaryItem(parts: readonly Box[]): number {
  const pitm = parts.find((box) => box.type === 'pitm')?.data;
  if (!pitm || pitm.length < 6)
    throw new BrokenPicture('is a damaged AVIF: it does not say which picture is shown. Export it again.');
  return pitm[0] === 0 ? pitm.readUInt16BE(4) : pitm.readUInt32BE(4);
}

function itemTypes(parts: readonly Box[]): string[] {
  const iinf = parts.find((box) => box.type === 'iinf')?.data;
  if (!iinf) return [];
  const entries = boxesIn(iinf.subarray(iinf[0] === 0 ? 6 : 8));
  // Version 3 has longer numbers of items.
  return entries.map(({ data }) => (data[0] === 3 ? data.toString('latin1', 10, 14) : data.toString('latin1', 8, 12)));
}

/** The properties that belong to one item, in the order they are applied in. */
function propertiesOf(parts: readonly Box[], item: number): Box[] {
  const iprp = boxesIn(parts.find((box) => box.type === 'iprp')?.data ?? Buffer.alloc(0));
  const all = boxesIn(iprp.find((box) => box.type === 'ipco')?.data ?? Buffer.alloc(0));
  try {
    return iprp
      .filter((box) => box.type === 'ipma')
      .flatMap(({ data }) => associated(data, item))
      .flatMap((number) => all[number - 1] ?? []);
  } catch (cause) {
    throw new BrokenPicture("is a damaged AVIF: the list of its properties can't be read. Export it again.", { cause });
  }
}

/** The 1-based numbers of an item's properties, out of the box `ipma`. */
function associated(ipma: Buffer, item: number): number[] {
  const hasLongItems = ipma[0]! >= 1;
  const hasLongNumbers = (ipma[3]! & 1) === 1;
  let at = 8;
  for (let entry = ipma.readUInt32BE(4); entry > 0; entry--) {
    const of = hasLongItems ? ipma.readUInt32BE(at) : ipma.readUInt16BE(at);
    at += hasLongItems ? 4 : 2;
    const count = ipma.readUInt8(at++);
    const numbers = Array.from({ length: count }, (_, index) =>
      hasLongNumbers ? ipma.readUInt16BE(at + index * 2) & 0x7fff : ipma.readUInt8(at + index) & 0x7f,
    );
    at += count * (hasLongNumbers ? 2 : 1);
    if (of === item) return numbers;
  }
  return [];
}

/**
 * The boxes `irot` (quarters to turn, anticlockwise) and then `imir` (0: top and bottom change places, 1: left and right do) as EXIF says
 * it, after libavif's table in `avifImageExtractExifOrientationToIrotImir`. EXIF's own orientation means nothing in AVIF.
 */
function orientationOf(properties: readonly Box[]): Orientation {
  const turned = (properties.find((box) => box.type === 'irot')?.data[0] ?? 0) & 3;
  const mirror = properties.find((box) => box.type === 'imir')?.data[0];
  const table =
    mirror === undefined ? ([1, 8, 3, 6] as const) : mirror & 1 ? ([2, 7, 4, 5] as const) : ([4, 5, 2, 7] as const);
  return table[turned]!;
}
