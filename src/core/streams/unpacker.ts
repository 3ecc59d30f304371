// Unpacks a body on its way from the connection, one piece after the other, so that what is unpacked has the time at which it came packed. It
// unpacks no more than is taken: a small body may be a large one.

import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  type BrotliDecompress,
  type Gunzip,
} from 'node:zlib';
import type { ByteSink, Tap } from './byteFlow';

/** What a client that reads bodies through this may say it accepts. */
export const acceptedCodings = 'gzip, deflate, br';

/** Packed bytes that wait before the connection is held back. */
const mostWaiting = 64 * 1024;

/** What every gzip file begins with, and no text. */
const gzipMark = 0x1f;

type Unzip = Gunzip | BrotliDecompress;

export class Unpacker implements ByteSink, Tap {
  private readonly waiting: { bytes: Uint8Array; at: number }[] = [];
  private waitingBytes = 0;
  private unzip: Unzip | null = null;
  private isBusy = false;
  private isPaused = false;
  private isEnding = false;
  /** It is called packed and is not, as behind a proxy that unpacks and leaves the header as it was. */
  private isPlain = false;
  private at = 0;
  private sink: ByteSink | null = null;

  /** `coding` is a value of `Content-Encoding` that `isPacked` knows. */
  constructor(
    private readonly coding: string,
    private readonly tap: Tap,
  ) {}

  /** Where it unpacks into; to be said before anything comes. */
  into(sink: ByteSink): void {
    this.sink = sink;
  }

  take(bytes: Uint8Array, at: number): void {
    this.waiting.push({ bytes, at });
    this.waitingBytes += bytes.length;
    if (this.waitingBytes > mostWaiting) this.tap.pause();
    this.unpackNext();
  }

  finish(error: Error | null): void {
    if (error) return this.sink?.finish(error);
    this.isEnding = true;
    this.unpackNext();
  }

  pause(): void {
    this.isPaused = true;
    if (this.isPlain) this.tap.pause();
    this.unzip?.pause();
  }

  resume(): void {
    this.isPaused = false;
    if (this.isPlain) this.tap.resume();
    this.unzip?.resume();
  }

  close(): void {
    this.unzip?.destroy();
    this.tap.close();
  }

  private unpackNext(): void {
    if (this.isBusy) return;
    const piece = this.waiting.shift();
    if (!piece) {
      if (!this.isEnding) return;
      if (this.unzip) this.unzip.end();
      else this.sink?.finish(null);
      return;
    }
    this.isPlain ||= this.unzip === null && this.coding.endsWith('gzip') && piece.bytes[0] !== gzipMark;
    if (this.isPlain) {
      this.waitingBytes -= piece.bytes.length;
      this.sink?.take(piece.bytes, piece.at);
      this.unpackNext();
      return;
    }
    this.isBusy = true;
    this.at = piece.at;
    this.unzip ??= this.start(piece.bytes);
    this.unzip.write(piece.bytes, (error) => {
      if (error) return;
      this.isBusy = false;
      this.waitingBytes -= piece.bytes.length;
      if (this.waitingBytes <= mostWaiting) this.tap.resume();
      this.unpackNext();
    });
  }

  private start(first: Uint8Array): Unzip {
    const unzip = unzipOf(this.coding, first);
    unzip.on('data', (bytes: Uint8Array) => this.sink?.take(bytes, this.at));
    unzip.on('end', () => this.sink?.finish(null));
    unzip.on('error', (error) => {
      this.sink?.finish(error);
      this.tap.close();
    });
    if (this.isPaused) unzip.pause();
    return unzip;
  }
}

/** Whether a body with this `Content-Encoding` is one that can be unpacked. Any other is taken as it is. */
export function isPacked(coding: string): boolean {
  return ['gzip', 'x-gzip', 'deflate', 'br'].includes(coding);
}

function unzipOf(coding: string, [first = 0]: Uint8Array): Unzip {
  // A body that was cut off gives what there is of it.
  const lenient = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
  if (coding === 'br')
    return createBrotliDecompress({
      flush: constants.BROTLI_OPERATION_FLUSH,
      finishFlush: constants.BROTLI_OPERATION_FLUSH,
    });
  if (coding !== 'deflate') return createGunzip(lenient);
  // Some servers leave out the head that the standard asks for.
  return (first & 0x0f) === 0x08 ? createInflate(lenient) : createInflateRaw(lenient);
}
