// What a foreign format is. A new one is a file beside this with a row in `findFormat.ts`.

import type { CarriedBenchmark } from './carried';
import type { LeftOvers } from './leftOvers';
import type { SourceFiles } from './sourceFiles';

export interface ForeignSource {
  /** Without a byte order mark. */
  text: string;
  /** Without its folder. */
  fileName: string;
  files: SourceFiles;
  /** Gets what is not carried over. */
  leftOvers: LeftOvers;
}

export interface ForeignFormat {
  /** What such a file is, as it stands in a sentence: `a configuration of promptfoo`. */
  label: string;
  /** By name and content, cheaply. */
  recognizes(fileName: string, text: string): boolean;
  /** Throws a `ConversionError` where nothing can be made of it. */
  convert(source: ForeignSource): CarriedBenchmark;
}
