// Reads lines of a file by their places. Who reads many in about their order waits for the disk once a block, not once a line.

import type { FileHandle } from 'node:fs/promises';

import { openPlainFile } from './plainFile';

/** Read at once when a line is not in the block that was read last. */
const blockBytes = 256 * 1024;
/** Far longer than any answer with all its attempts, and short enough to be read at once. */
export const mostLineBytes = 256 * 1024 * 1024;

export class LinesFile {
  private size = 0;
  private block = { offset: 0, bytes: Buffer.alloc(0) };
  private reading: Promise<unknown> = Promise.resolve();

  private constructor(private readonly file: FileHandle) {}

  /** Throws when there is no such file, or it is none. */
  static async open(folder: string, name: string): Promise<LinesFile> {
    return new LinesFile(await openPlainFile(folder, name));
  }

  /** The text at a place. Throws what is wrong with the place, as words that follow the name of the file. */
  read(place: LinePlace): Promise<string> {
    // One after the other, so that the next finds what this one has read.
    const text = this.reading.then(() => this.readNow(place));
    this.reading = text.catch(() => undefined);
    return text;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private async readNow({ offset, length }: LinePlace): Promise<string> {
    const end = offset + length;
    // Before room is made for it: whoever says the place may claim any length. The file may have grown since.
    if (end > this.size) this.size = (await this.file.stat()).size;
    if (end > this.size) throw new Error('is shorter than it was');
    if (length > mostLineBytes) throw new Error(`has no line of ${length} bytes that could be read at once`);
    const { block } = this;
    if (offset < block.offset || end > block.offset + block.bytes.length) await this.readBlock(offset, length);
    const from = offset - this.block.offset;
    if (from + length > this.block.bytes.length) throw new Error('became shorter while it was read');
    return this.block.bytes.toString('utf8', from, from + length);
  }

  private async readBlock(offset: number, length: number): Promise<void> {
    const bytes = Buffer.allocUnsafe(Math.min(Math.max(length, blockBytes), this.size - offset));
    const { bytesRead } = await this.file.read(bytes, 0, bytes.length, offset);
    this.block = { offset, bytes: bytes.subarray(0, bytesRead) };
  }
}

/** Where a line is, in bytes; the line end is not counted. */
export interface LinePlace {
  offset: number;
  length: number;
}
