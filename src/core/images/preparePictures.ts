// Writes a run's pictures, one after the other: the original upright and without metadata, and exactly what is sent. Used inside the
// picture thread; decoding and drawing are handed in.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFile, makeFolderInside } from '../files/changeInside';
import { syncFolder } from '../files/syncFolder';
import type { ImageFile, RecordedImage } from '../../shared/results/picture';
import { runFiles } from '../runFolder/runFolderPaths';
import type { PictureFailure, PictureTask } from './imageMessages';
import { writeImagesFile } from './imagesFile';
import { unreadable } from '../benchmark/locateFile';
import { locatePicture } from './locatePicture';
import { lookAtPicture } from './lookAtPicture';
import type { DecodedPicture } from './decodePicture';
import { uprightSize, type PictureFacts } from './pictureFacts';
import { sharedSize } from './sharedSize';
import type { PixelSize } from '../coordinates/visionSize';

type Encoded = { bytes: Buffer; mediaType: ImageFile['mediaType']; width: number; height: number };
type Written = { original: ImageFile; sent: ImageFile };
export type DecodePicture = (bytes: Buffer) => Promise<DecodedPicture>;

const extensions: { readonly [mediaType in ImageFile['mediaType']]: string } = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
};
const longestName = 60;

/** A picture that can't be used. The message completes `street.png ...`. */
class UnusablePicture extends Error {
  override name = 'UnusablePicture';
}

/** All pictures that can't be used, or else the record of all of them, which is in `images/images.json` as well. Throws when the folder can't be written. */
export async function preparePictures(
  task: PictureTask,
  decode: DecodePicture,
): Promise<{ images: RecordedImage[] } | { failures: PictureFailure[] }> {
  const images: RecordedImage[] = [];
  const failures: PictureFailure[] = [];
  const writer = new PictureWriter(task, decode);
  makeFolderInside(task.runDirectory, runFiles.images);
  await syncFolder(task.runDirectory);
  for (const source of task.sources) {
    try {
      const { original, sent } = await writer.write(source);
      images.push({ source, ...original, sent });
    } catch (error) {
      if (!(error instanceof UnusablePicture)) throw error;
      failures.push({ source, message: error.message });
    }
    // The library gives the memory of a picture back when the event loop turns.
    await nextTurn();
  }
  if (failures.length > 0) return { failures };
  await writeImagesFile(task.runDirectory, images);
  return { images };
}

class PictureWriter {
  /** Files written so far, by the hash of the bytes as found and as kept, so that one picture under two names is stored once. */
  private readonly written = new Map<string, Written>();
  private readonly files = new Set<string>();

  constructor(
    private readonly task: PictureTask,
    private readonly decode: DecodePicture,
  ) {}

  async write(source: string): Promise<Written> {
    const file = await this.read(source);
    const key = sha256(file);
    const known = this.written.get(key);
    if (known) return known;
    const written = await this.writePair(source, await this.encode(file));
    this.written.set(key, written);
    return written;
  }

  private async read(source: string): Promise<Buffer> {
    const located = locatePicture(source, this.task);
    if ('error' in located) throw new UnusablePicture(located.error);
    try {
      return await readFile(located.path);
    } catch (cause) {
      throw new UnusablePicture(unreadable(cause), { cause });
    }
  }

  /** The original as it is kept, and what is sent; the same object when nothing has to be changed for sending. */
  private async encode(file: Buffer): Promise<{ original: Encoded; sent: Encoded }> {
    const look = lookAtPicture(file);
    if ('error' in look) throw new UnusablePicture(look.error);
    const { facts } = look;
    const clean = facts.clean();
    const decoded = await this.decodeAsStored(clean ?? file, facts);
    const upright = uprightSize(facts);
    const redrawn = (size: { width: number; height: number }): Encoded => {
      const mediaType = facts.mediaType === 'image/jpeg' ? 'image/jpeg' : 'image/png';
      return { bytes: decoded.encode(size, facts.orientation, mediaType), mediaType, ...size };
    };
    const isKept = clean !== null && facts.orientation === 1 && !facts.isAnimated && !facts.isForPrint;
    const original = isKept ? { bytes: clean, mediaType: facts.mediaType, ...upright } : redrawn(upright);
    const size = this.task.size === 'native' ? upright : sharedSize(upright, this.task.models);
    if (losesItsShape(upright, size))
      throw new UnusablePicture(
        `is ${upright.width} x ${upright.height} px: at most ${Math.max(size.width, size.height)} px long, as all models of the run take it, it would be less than a pixel wide. Cut it into parts.`,
      );
    const isRightSize = size.width === upright.width && size.height === upright.height;
    const isSendable = original.mediaType === 'image/png' || original.mediaType === 'image/jpeg';
    return { original, sent: isRightSize && isSendable ? original : redrawn(size) };
  }

  /** A header that does not tell the truth would put every coordinate in the wrong place. */
  private async decodeAsStored(bytes: Buffer, facts: PictureFacts): Promise<DecodedPicture> {
    let decoded: DecodedPicture;
    try {
      decoded = await this.decode(bytes);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
      throw new UnusablePicture(`can't be decoded, though its header is right (${why}). Export it again.`, { cause });
    }
    if (decoded.width !== facts.width || decoded.height !== facts.height) {
      throw new UnusablePicture(
        `is damaged: its header says ${facts.width} x ${facts.height} px, but it has ${decoded.width} x ${decoded.height} px. Export it again.`,
      );
    }
    return decoded;
  }

  private async writePair(source: string, { original, sent }: { original: Encoded; sent: Encoded }): Promise<Written> {
    const hash = sha256(original.bytes);
    const known = this.written.get(hash);
    // Two files that differed in their metadata only.
    if (known) return known;
    const name = pictureName(source);
    const digits = [8, 16, 64].find((count) => !this.files.has(this.fileName(hash, count, name, original)))!;
    const kept = await this.writeFile(this.fileName(hash, digits, name, original), original);
    const written = {
      original: kept,
      sent: sent === original ? kept : await this.writeFile(this.fileName(hash, digits, `${name}.sent`, sent), sent),
    };
    this.written.set(hash, written);
    return written;
  }

  private fileName(hash: string, digits: number, name: string, { mediaType }: Encoded): string {
    return `${hash.slice(0, digits)}-${name}.${extensions[mediaType]}`;
  }

  private async writeFile(name: string, { bytes, mediaType, width, height }: Encoded): Promise<ImageFile> {
    this.files.add(name);
    const file = `${runFiles.images}/${name}`;
    await createFile(this.task.runDirectory, file, bytes);
    return {
      file,
      mediaType,
      width,
      height,
      bytes: bytes.length,
      sha256: sha256(bytes),
    };
  }
}

/** Whether the shorter side is a whole pixel only because there is no less than that. */
function losesItsShape(upright: PixelSize, sent: PixelSize): boolean {
  const [long, short] = [Math.max(upright.width, upright.height), Math.min(upright.width, upright.height)];
  return (short * Math.max(sent.width, sent.height)) / long < 0.5;
}

/** The file's own name without its ending, as every file system takes it: letters and digits of any script stay. */
function pictureName(source: string): string {
  const base = source.split(/[\\/]/).at(-1) ?? '';
  const bare = base.slice(0, base.length - extname(base).length).normalize('NFC');
  const safe = [...bare.replace(/[^\p{L}\p{M}\p{N}._~+@=-]+/gu, '-')].slice(0, longestName).join('');
  return safe.replace(/^[-.]+|[-.]+$/g, '') || 'picture';
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
