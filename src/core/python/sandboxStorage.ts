// Limits what the files of one answer may hold, and puts devices in place that remember nothing.

import type { FileSystem } from './sandboxGuestTypes';

/** Files of one answer may hold this much together; they live outside the interpreter's capped memory. */
const storageLimitBytes = 64 * 1024 * 1024;

const noSpace = 51;

export class SandboxStorage {
  private storedBytes = 0;

  /** Counts all that is stored in these files from now on; what would be too much fails as on a full disk. */
  limit(files: FileSystem): void {
    const charge = (bytes: number): void => this.charge(bytes, files);
    const memory = files.filesystems.MEMFS;
    const expand = memory.expandFileStorage.bind(memory);
    memory.expandFileStorage = (node, capacity) => {
      charge(Math.max(0, capacity - node.contents.length));
      expand(node, capacity);
    };
    const resize = memory.resizeFileStorage.bind(memory);
    memory.resizeFileStorage = (node, size) => {
      charge(size);
      resize(node, size);
    };
    const write = files.write.bind(files);
    files.write = (stream, buffer, offset, length, position, canOwn) => {
      if (files.isFile(stream.node.mode)) charge(length);
      return write(stream, buffer, offset, length, position, canOwn);
    };
  }

  restart(): void {
    this.storedBytes = 0;
  }

  private charge(bytes: number, files: FileSystem): void {
    if (this.storedBytes + bytes > storageLimitBytes) throw new files.ErrnoError(noSpace);
    this.storedBytes += bytes;
  }
}

/** Replaces devices that keep state which no baseline reaches: a terminal's half line, a random byte left over. */
export function replaceDevices(files: FileSystem, fillRandom: (target: Uint8Array) => void): void {
  for (const path of ['/dev/tty', '/dev/tty1', '/dev/random', '/dev/urandom']) files.unlink(path);
  const byte = new Uint8Array(1);
  const nextByte = (): number => {
    fillRandom(byte);
    return byte[0] ?? 0;
  };
  files.createDevice('/dev', 'random', nextByte);
  files.createDevice('/dev', 'urandom', nextByte);
}
