// How a benchmark is to be read.

import type { Overrides } from '../../shared/runs/runManifest';
import type { BenchmarkFiles } from './benchmarkFiles';
import type { KnownProvider } from './knownProvider';

export interface LoadOptions {
  /** What messages call the file. */
  fileName?: string;
  /** The model APIs that exist; when empty, they are not checked. */
  knownProviders: readonly KnownProvider[];
  /** Where the files are read from that the benchmark names; when absent there are none. */
  files?: BenchmarkFiles;
  /** The benchmark of a run that was made: what it says by words that are unknown today was no error then. */
  isRecorded?: boolean;
  /** It was made before there were parameters: `withoutLaterWords`. */
  isBeforeParameters?: boolean;
  /** Only the first so many rows of each data file, for whoever only wants to see the problems of a file that is being written. */
  mostRows?: number;
  /** What is said in place of the text. */
  overrides?: Overrides | undefined;
}
