// The files that a file to be converted names, read beside it as those of a benchmark are; and those that are written beside the benchmark.

import { decodeText, EncodingError } from '../files/textFile';
import type { BenchmarkFiles } from '../benchmark/benchmarkFiles';
import { pathFault } from '../benchmark/pathFault';
import type { Place } from './carried';
import type { LeftOvers } from './leftOvers';

/** All of them together: a list may name one file a thousand times. */
const mostBytes = 200_000_000;

export class SourceFiles {
  /** Files to write, by names without folders. */
  readonly written: { name: string; text: string }[] = [];
  private bytes = 0;

  constructor(
    private readonly files: BenchmarkFiles,
    private readonly leftOvers: LeftOvers,
  ) {}

  /** The text of a file that is named at `place`, as `file://x` or `x`; undefined where the left-overs say why not. */
  read(named: string, place: Place): string | undefined {
    const path = named.replace(/^file:\/\//, '').replace(/^\.\//, '');
    const problem = this.problemOf(path);
    const read = problem === undefined ? this.files.read(path) : { problem };
    if ('bytes' in read) {
      this.bytes += read.bytes.length;
      if (this.bytes <= mostBytes)
        try {
          return decodeText(read.bytes, path);
        } catch (error) {
          if (!(error instanceof EncodingError)) throw error;
          this.leftOvers.add(place, path, error.message);
          return undefined;
        }
    }
    const why = 'problem' in read ? read.problem : 'is one file too many: all together have more than 200 MB.';
    this.leftOvers.add(place, path, `${path} ${why}`);
    return undefined;
  }

  private problemOf(path: string): string | undefined {
    if (/[*?]/.test(path)) return 'stands for several files. Name them one by one.';
    return pathFault(path, { one: 'file', example: 'cases.csv' });
  }

  /** Has a file written beside the benchmark; the same again is one file. */
  write(name: string, text: string): void {
    if (!this.written.some((one) => one.name === name)) this.written.push({ name, text });
  }
}
