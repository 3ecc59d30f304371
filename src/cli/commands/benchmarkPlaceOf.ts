// Where the pictures of a benchmark named on the command line are, and how far from it they may be.

import { dirname, resolve } from 'node:path';
import type { BenchmarkPlace } from '../../core/benchmark/locateFile';
import { isWithin } from '../../core/files/isWithin';
import { copiesInRun } from '../../core/images/copiesInRun';

/** Pictures may come from the current folder when the benchmark is in it, else from the benchmark's own folder, unless `allowsOutside`. Those of a benchmark in a run folder are the run's copies. */
export function benchmarkPlaceOf(
  cwd: string,
  file: string,
  allowsOutside: boolean,
): BenchmarkPlace & { benchmarkFolder: string } {
  const path = resolve(cwd, file);
  const benchmarkFolder = dirname(path);
  const copies = copiesInRun(path);
  const place = { benchmarkFolder, ...(copies === undefined ? {} : { copies }) };
  if (allowsOutside) return { ...place, filesRoot: null };
  return { ...place, filesRoot: isWithin(benchmarkFolder, cwd) ? resolve(cwd) : benchmarkFolder };
}
