// Says what a picture file is by its content, whatever it is called, or why it can't be used. Decodes nothing and reads no file.

import { imageSize } from 'image-size';
import { formatAbove } from '../../shared/text/format';
import { brandsOf, readAvif } from './readAvif';
import { readGif } from './readGif';
import { readJpeg } from './readJpeg';
import { BrokenPicture, type PictureFacts } from './pictureFacts';
import { pngSignature, readPng } from './readPng';
import { readWebp } from './readWebp';

/** A larger picture takes more memory than a benchmark should: 4 bytes a pixel, several times. */
const mostPixels = 100_000_000;
export const mostBytes = 50_000_000;
/** Longer ones can be written as PNG only, and not every decoder takes them. */
const longestSide = 65_500;
/** The processor of Qwen's vision models refuses proportions above that (`smart_resize` of qwen-vl-utils). */
const mostTimesAsLong = 200;

const wanted = 'PNG, JPEG, WebP, GIF or AVIF';
const firstFrameOnly =
  'is animated; only its first frame is used. Save that frame as a picture of its own to be sure of what is shown.';

export type PictureLook =
  | { facts: PictureFacts; /** Completes `street.gif ...`. */ warning?: string }
  | { /** Completes `street.png ...`. */ error: string };

/** `file` is all of the file's bytes. Never throws for a bad file. */
export function lookAtPicture(file: Buffer): PictureLook {
  try {
    const facts = readerOf(file)(file);
    const error = unusable(facts);
    if (error !== undefined) return { error };
    const warning = warningOf(facts);
    return warning === undefined ? { facts } : { facts, warning };
  } catch (error) {
    if (error instanceof BrokenPicture) return { error: error.message };
    // A header that points to bytes outside of the file.
    if (error instanceof RangeError)
      return { error: 'is damaged: its header points outside of the file. Copy or export it again.' };
    throw error;
  }
}

/** Throws `BrokenPicture` that says what it is instead. */
function readerOf(file: Buffer): (file: Buffer) => PictureFacts {
  const head = file.toString('latin1', 0, 16);
  if (file.length === 0) throw new BrokenPicture('is empty (0 bytes). Copy or export it again.');
  if (file.subarray(0, pngSignature.length).equals(pngSignature)) return readPng;
  if (head.startsWith('\xff\xd8\xff')) return readJpeg;
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return readGif;
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return readWebp;
  if (brandsOf(file).some((brand) => brand === 'avif' || brand === 'avis')) return readAvif;
  throw new BrokenPicture(whatElse(file));
}

function unusable({ width, height, isAnimated, mediaType }: PictureFacts): string | undefined {
  if (isAnimated && mediaType !== 'image/gif') {
    const kind = { 'image/png': 'PNG', 'image/webp': 'WebP', 'image/avif': 'AVIF', 'image/jpeg': 'JPEG' }[mediaType];
    return `is an animated ${kind}. Models are shown one still picture: save the frame that is meant as a still ${kind}.`;
  }
  if (width === 0 || height === 0) return `is damaged: its header says ${width} x ${height} px. Export it again.`;
  if (width * height > mostPixels) {
    return `is too large: ${width} x ${height} px are ${formatAbove((width * height) / 1e6, mostPixels / 1e6)} megapixels, and at most ${mostPixels / 1e6} are read. Reduce it or cut it into parts.`;
  }
  if (Math.max(width, height) > longestSide)
    return `is too long: it is ${width} x ${height} px, and no side may have more than ${longestSide}. Cut it into parts.`;
  return undefined;
}

function warningOf({ width, height, isAnimated }: PictureFacts): string | undefined {
  if (isAnimated) return firstFrameOnly;
  const times = Math.max(width, height) / Math.min(width, height);
  return times > mostTimesAsLong
    ? `is ${Math.round(times)} times as long as it is wide, and some models refuse what is more than ${mostTimesAsLong} times. Cut it into parts.`
    : undefined;
}

function whatElse(file: Buffer): string {
  const start = file
    .toString('utf8', 0, 4096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (file.subarray(0, 1024).includes('%PDF-')) {
    return `is a PDF. A service that draws its pages does it at a size of its own, so that coordinates can't be related to it: draw the page as PNG at the size you want.`;
  }
  if (/^<(\?xml|!--|!doctype svg|svg)/i.test(start) && /<svg[\s/>]/i.test(file.toString('utf8', 0, 65_536))) {
    return `is an SVG. It has no pixels, and a service that draws it does it at a size of its own, so that coordinates can't be related to it: draw it as PNG at the size you want.`;
  }
  if (start.startsWith('version https://git-lfs.github.com/spec/'))
    return 'is only a pointer of Git LFS; the picture itself was not fetched. Run `git lfs pull`.';
  if (/^<(!doctype html|html)/i.test(start)) return `is a web page, not a picture. Save the picture itself.`;
  const kind = otherKind(file);
  return kind === undefined
    ? `is not a picture that can be read. Use ${wanted}.`
    : `is ${kind} picture, which not all models take. Convert it to ${wanted}.`;
}

/** What `image-size` knows beside the formats that are used. */
const otherKinds: { readonly [type: string]: string } = {
  bmp: 'a BMP',
  tiff: 'a TIFF',
  psd: 'a Photoshop',
  heic: 'an HEIC',
  heif: 'an HEIF',
  ico: 'an ICO',
  cur: 'a CUR',
  icns: 'an ICNS',
  jp2: 'a JPEG 2000',
  j2c: 'a JPEG 2000',
  jxl: 'a JPEG XL',
  'jxl-stream': 'a JPEG XL',
  dds: 'a DDS',
  pnm: 'a PNM',
};

function otherKind(file: Buffer): string | undefined {
  try {
    return otherKinds[imageSize(file).type ?? ''];
  } catch {
    return undefined;
  }
}
