// What `index.html` of a run folder carries: the head once, the words of the tests in chunks. Each is JSON, gzipped, as base64,
// in a script element that is data only. The writer is in core, the reader in the review page.

import type { BenchmarkText } from './runPanelProtocol';
import type { RunManifest } from '../runs/runManifest';
import type { RunState } from '../run/runState';
import type { StoredTest } from '../results/testResult';

export interface ReviewHead {
  manifest: RunManifest;
  state: RunState;
  /** Null when the benchmark's copy could not be read. */
  text: BenchmarkText | null;
  /** The files of the whole run that are there: an imported run may have no benchmark. */
  files: string[];
  /** Chunk `n` (from 0) has the prompts `n * promptsPerChunk + 1` and following, of all models. */
  promptsPerChunk: number;
}

export interface ReviewTest extends StoredTest {
  model: string;
  index: number;
}

export type ReviewChunk = ReviewTest[];

export const reviewHeadId = 'isb-run';

/** The id of the element that holds chunk `number`, from 0. */
export function reviewChunkId(number: number): string {
  return `isb-tests-${number}`;
}
