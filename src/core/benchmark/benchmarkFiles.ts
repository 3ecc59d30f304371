// The files that a benchmark names beside its pictures: data files, JSON schemas, evaluators. Whoever loads a benchmark says where they are
// read from: beside it, or in a run folder, which keeps a copy of each.

import { createHash } from 'node:crypto';
import { readWholeFile } from '../files/readWholeFile';
import { locateFile, unreadable, type BenchmarkPlace, type FileKind } from './locateFile';

/** What a file holds, or why it can't be read; `problem` completes `cases.csv ...`. */
export type FileRead = { bytes: Buffer; sha256: string } | { problem: string };

export interface BenchmarkFiles {
  /** Reads a file by its path as the benchmark has it. Never throws. */
  read(path: string): FileRead;
  /** Changes whenever what `read` gives may change; costs a look at the file's date. */
  stamp(path: string): string;
}

/** A file that was read while a benchmark was loaded. */
export interface NamedFile {
  /** As the benchmark has it. */
  path: string;
  sha256: string;
  bytes: number;
}

export const mostFileBytes = 100_000_000;

const fileKind: FileKind = {
  one: 'file',
  many: 'files',
  endings: /\.(csv|tsv|jsonl|ndjson|json|ya?ml|py|m?js|txt)$/i,
  mostBytes: mostFileBytes,
  makeSmaller: 'Split it into several files.',
};

/** The files beside a benchmark, by the same rule as its pictures: none from outside of `filesRoot`, also not through a link. */
export function filesBeside(place: BenchmarkPlace): BenchmarkFiles {
  return {
    read: (path) => {
      const located = locateFile(path, place, fileKind);
      return 'error' in located ? { problem: located.error } : readAll(located.path);
    },
    stamp: (path) => {
      const located = locateFile(path, place, fileKind);
      return 'error' in located ? located.error : located.stamp;
    },
  };
}

/** Reads a plain file of bounded size; `path` is absolute and has been looked at. Never throws. */
export function readAll(path: string): FileRead {
  try {
    const read = readWholeFile(path, mostFileBytes);
    if ('refused' in read) return { problem: read.refused };
    return { bytes: read.bytes, sha256: createHash('sha256').update(read.bytes).digest('hex') };
  } catch (error) {
    return { problem: unreadable(error) };
  }
}

/** Reads files and remembers which, so that a run can keep them and a later load can see whether one has changed. */
export class ReadFiles implements BenchmarkFiles {
  private readonly stamps = new Map<string, string>();
  private readonly found = new Map<string, NamedFile>();

  constructor(private readonly files: BenchmarkFiles) {}

  read(path: string): FileRead {
    // Before it is read: a change in between makes it look changed, which is the safe side.
    if (!this.stamps.has(path)) this.stamps.set(path, this.files.stamp(path));
    const read = this.files.read(path);
    if ('bytes' in read) this.found.set(path, { path, sha256: read.sha256, bytes: read.bytes.length });
    return read;
  }

  stamp(path: string): string {
    const stamp = this.files.stamp(path);
    if (!this.stamps.has(path)) this.stamps.set(path, stamp);
    return stamp;
  }

  /** Takes over what was read before under the same stamp. */
  take(file: NamedFile): void {
    this.found.set(file.path, file);
  }

  /** Those that could be read, in the order of their first reading. */
  get named(): NamedFile[] {
    return [...this.found.values()];
  }

  /** Whether all that was read is the same in `files`. */
  isSameIn(files: BenchmarkFiles): boolean {
    return [...this.stamps].every(([path, stamp]) => files.stamp(path) === stamp);
  }
}
