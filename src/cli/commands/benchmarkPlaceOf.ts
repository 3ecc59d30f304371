// Where the pictures of a benchmark named on the command line are, and how far from it they may be.

import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { BenchmarkPlace } from '../../core/benchmark/locateFile';

/** Pictures may come from the current folder when the benchmark is in it, else from the benchmark's own folder, unless `allowsOutside`. */
export function benchmarkPlaceOf(
  cwd: string,
  file: string,
  allowsOutside: boolean,
): BenchmarkPlace & { benchmarkFolder: string } {
  const benchmarkFolder = dirname(resolve(cwd, file));
  if (allowsOutside) return { benchmarkFolder, filesRoot: null };
  const way = relative(cwd, benchmarkFolder);
  const isInside = way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  return { benchmarkFolder, filesRoot: isInside ? resolve(cwd) : benchmarkFolder };
}
