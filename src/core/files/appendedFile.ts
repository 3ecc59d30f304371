// A file of lines that only grows. What is appended is on the disk when `write` resolves, and its place is known before.

import { constants } from 'node:fs';
import { lstat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cutHalfLine } from './cutHalfLine';
import { openInside, pathInside } from './insideFolder';
import { isUnable, syncFolder } from './syncFolder';
import type { LinePlace } from './linesFile';

/** The `code` of the error that is thrown when somebody else has cut, replaced or added to the file. */
export const changedFileCode = 'ECHANGED';

const lineEnd = Buffer.from('\n');

export class AppendedFile {
  private waiting: Buffer[] = [];

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly inode: number,
    private size: number,
  ) {}

  /** Opens the file, made where there is none, and cuts off half a line that a killed process left at its end. */
  static async open(folder: string, name: string): Promise<AppendedFile> {
    const file = await openInside(folder, name, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND);
    const path = pathInside(folder, name);
    try {
      await cutHalfLine(file);
      const { ino, size } = await file.stat();
      // A file that is new is in its folder only when the folder is on the disk.
      if (size === 0) await syncFolder(dirname(path));
      return new AppendedFile(path, file, ino, size);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Where the next line will be. */
  get end(): number {
    return this.size;
  }

  /** Takes a line to be written by the next `write`. */
  append(line: string): LinePlace {
    const bytes = Buffer.from(line);
    const place = { offset: this.size, length: bytes.length };
    this.waiting.push(bytes, lineEnd);
    this.size += bytes.length + lineEnd.length;
    return place;
  }

  /** Writes what was appended and waits until it is on the disk. Throws also when the file is not what was written so far. */
  async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    const bytes = Buffer.concat(this.waiting);
    const { size } = this;
    this.waiting = [];
    await this.file.appendFile(bytes);
    await this.file.datasync().catch((error: unknown) => {
      if (!isUnable(error)) throw error;
    });
    await this.refuseChanges(size);
  }

  /** For who has written all: throws when the file is not what was written. */
  async confirm(): Promise<void> {
    await this.refuseChanges(this.size);
  }

  /** A file that was removed or cut while it is open takes what is written and keeps nothing of it. */
  private async refuseChanges(size: number): Promise<void> {
    const found = await lstat(this.path);
    if (found.size === size && found.ino === this.inode) return;
    const error = new Error(`${this.path} is not the file that was written: it has ${found.size} bytes, not ${size}.`);
    throw Object.assign(error, { code: changedFileCode, path: this.path });
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
