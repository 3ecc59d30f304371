// Walks through the blocks of a GIF: https://www.w3.org/Graphics/GIF/spec-gif89a.txt

import { BrokenPicture, cutOff, withoutGaps, type PictureFacts } from './pictureFacts';

const headerLength = 13;
const [imageBlock, extensionBlock, trailer] = [0x2c, 0x21, 0x3b];
const [graphicControl, applicationBlock] = [0xf9, 0xff];
/** They say how often an animation is played; other applications' blocks are metadata such as XMP. */
const loopBlocks = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/** Throws `BrokenPicture`. */
export function readGif(file: Buffer): PictureFacts {
  if (file.length < headerLength) throw cutOff('GIF');
  const size = { width: file.readUInt16LE(6), height: file.readUInt16LE(8) };
  let at = headerLength + colorTableLength(file[10]!);
  const kept = [file.subarray(0, at)];
  let frames = 0;
  for (let isWhole = false; !isWhole;) {
    const kind = file[at];
    const start = at;
    if (kind === imageBlock) {
      frames++;
      if (start + 11 > file.length) throw cutOff('GIF');
      at = endOfData(file, start + 11 + colorTableLength(file[start + 9]!));
    } else if (kind === extensionBlock) {
      at = endOfData(file, start + 2);
    } else if (kind === trailer) {
      isWhole = true;
      at = start + 1;
    } else {
      throw kind === undefined
        ? cutOff('GIF')
        : new BrokenPicture(`is a damaged GIF: at byte ${start} a block was expected. Copy or export it again.`);
    }
    if (kind !== extensionBlock || isOfPicture(file, start)) kept.push(file.subarray(start, at));
  }
  if (frames === 0) throw new BrokenPicture('is a damaged GIF: it has no picture in it. Export it again.');
  return {
    mediaType: 'image/gif',
    ...size,
    orientation: 1,
    isAnimated: frames > 1,
    isForPrint: false,
    clean: () => withoutGaps(file, kept),
  };
}

function isOfPicture(file: Buffer, start: number): boolean {
  const label = file[start + 1];
  return (
    label === graphicControl ||
    (label === applicationBlock && loopBlocks.has(file.toString('latin1', start + 3, start + 14)))
  );
}

/** Bytes, from the flags that say whether there is one. */
function colorTableLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Behind a list of sub-blocks, each led by its length; the last has none. */
function endOfData(file: Buffer, from: number): number {
  let at = from;
  for (let length = file[at]; length !== 0; length = file[at]) {
    if (length === undefined) throw cutOff('GIF');
    at += 1 + length;
  }
  return at + 1;
}
