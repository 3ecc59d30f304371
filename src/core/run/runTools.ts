// What a run works with, from before its first test to after its last, and who asks.

import type { AskThreadClient } from '../ask/askThreadClient';
import type { RunClock } from '../ask/runClock';
import type { CheckFiles } from '../checks/check';
import type { PriceBook } from '../cost/priceBook';
import type { RunImages } from '../images/runImages';
import type { Interpreters } from '../javascript/withInterpreters';

/** What a run works with, from before its first test to after its last. */
export interface RunTools {
  images: RunImages;
  interpreters: Interpreters;
  /** The files that the benchmark names, as the run keeps them. */
  files: CheckFiles;
  prices: PriceBook;
  clock: RunClock;
}

/** Who asks one request at a time. */
export type Asker = Pick<AskThreadClient, 'ask' | 'end'>;
