// What a pre-run sheet is about: a benchmark, and how it would be run.

import type { BenchmarkSource } from '../benchmarks/benchmarkSource';
import type { StartOptions } from './startOptions';

export interface SheetSubject {
  source: BenchmarkSource;
  /** Models that are not among its `models` are left out. */
  options: StartOptions;
}
