// A benchmark file as `run` and `validate` begin with it: read, and checked together with its pictures.

import { modelApis } from '../../core/providers/modelApis';
import { basename } from 'node:path';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import type { Overrides } from '../../shared/runs/runManifest';
import { EncodingError } from '../../core/files/textFile';
import { loadWithImages } from '../../core/images/loadWithImages';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import type { ServiceRow } from '../../core/providers/services';
import { benchmarkPlaceOf } from './benchmarkPlaceOf';
import { readTextFile } from './readTextFile';

interface CheckedBenchmark {
  /** The file's text; empty when it is not UTF-8. */
  source: string;
  /** Absent when the file has errors. */
  benchmark?: LoadedBenchmark;
  problems: BenchmarkProblem[];
}

interface FileToCheck {
  file: string;
  allowsOutsideImages: boolean;
  /** Warnings are errors. */
  isStrict: boolean;
  /** What is said in place of the file; absent for nothing. */
  overrides?: Overrides;
  /** Those of the project file. */
  services: readonly ServiceRow[];
}

/** Never throws for a bad benchmark: its problems say where. Throws a `UsageError` when there is no file to read. */
export async function checkBenchmarkFile(
  cwd: string,
  { file, allowsOutsideImages, isStrict, overrides, services }: FileToCheck,
): Promise<CheckedBenchmark> {
  try {
    const source = await readTextFile(cwd, file, 'benchmark file');
    const options = { fileName: basename(file), knownProviders: modelApis(services), overrides };
    const place = benchmarkPlaceOf(cwd, file, allowsOutsideImages);
    const { benchmark, problems } = await loadWithImages(source, options, place);
    if (!isStrict || problems.length === 0) return { source, ...(benchmark ? { benchmark } : {}), problems };
    return { source, problems: problems.map((problem) => ({ ...problem, severity: 'error' })) };
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return { source: '', problems: [problemAt(error.fault.line, error.fault.column, error.message)] };
  }
}

/** An error of the file as a whole or of one place in it, 1-based. */
export function problemAt(line: number, column: number, message: string): BenchmarkProblem {
  return { severity: 'error', line, column, endLine: line, endColumn: column, path: '', message };
}
