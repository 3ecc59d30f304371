// The columns of a data file that a benchmark names.

import { filesBeside, ReadFiles } from '../benchmark/benchmarkFiles';
import type { BenchmarkPlace } from '../benchmark/locateFile';
import { pathFault } from '../benchmark/pathFault';
import { readDataFile } from '../benchmark/readDataFile';

/** None where the file can't be read: what is wrong with it is among the problems of the benchmark. */
export function columnsIn(file: string, place: BenchmarkPlace): readonly string[] {
  if (pathFault(file, { one: 'file', example: 'cases.csv' }) !== undefined) return [];
  const read = readDataFile(file, new ReadFiles(filesBeside(place)));
  return 'problem' in read ? [] : (read.table?.columns ?? []);
}
