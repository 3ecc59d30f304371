// A benchmark file as `run` and `validate` begin with it: read, and checked together with its pictures.

import { modelApis } from '../../core/providers/modelApis';
import { basename } from 'node:path';
import type { LoadedBenchmark } from '../../core/benchmark/loadBenchmark';
import type { Overrides } from '../../shared/runs/runManifest';
import { EncodingError } from '../../core/files/textFile';
import { filesBeside } from '../../core/benchmark/benchmarkFiles';
import type { BenchmarkPlace } from '../../core/benchmark/locateFile';
import { withInterpreters } from '../../core/javascript/withInterpreters';
import { checkOwnPython, ownPythonOf } from '../../core/run/checkOwnPython';
import type { CliContext } from '../terminal/cliContext';
import { pythonSettings } from './runSettings';
import { loadWithImages } from '../../core/images/loadWithImages';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import type { ServiceRow } from '../../core/providers/services';
import { benchmarkPlaceOf } from './benchmarkPlaceOf';
import { readTextFile, readTextInput } from './readTextFile';

interface CheckedBenchmark {
  /** The file's text; empty when it is not UTF-8. */
  source: string;
  /** Absent when the file has errors. */
  benchmark?: LoadedBenchmark;
  problems: BenchmarkProblem[];
}

interface FileToCheck {
  file: string;
  /** False where `-` stands for the standard input; what that names counts from the current folder. */
  isWritten?: boolean;
  /** The Python in it is looked at too, for which an interpreter is started. */
  looksAtPython?: boolean;
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
  context: Pick<CliContext, 'cwd' | 'distDirectory' | 'stdin'>,
  { file, allowsOutsideImages, isStrict, overrides, services, isWritten = true, looksAtPython = false }: FileToCheck,
): Promise<CheckedBenchmark> {
  const { cwd, distDirectory } = context;
  try {
    const source = isWritten
      ? await readTextFile(cwd, file, 'benchmark file')
      : await readTextInput(context, file, 'benchmark file');
    const options = { fileName: basename(file), knownProviders: modelApis(services), overrides };
    const place = benchmarkPlaceOf(cwd, file, allowsOutsideImages);
    const { benchmark, problems } = await loadWithImages(source, options, place);
    if (benchmark && looksAtPython) {
      const ofPython = await pythonProblems(benchmark, source, place, distDirectory);
      if (ofPython.length > 0) return { source, problems: [...problems, ...ofPython] };
    }
    if (!isStrict || problems.length === 0) return { source, ...(benchmark ? { benchmark } : {}), problems };
    return { source, problems: problems.map((problem) => ({ ...problem, severity: 'error' })) };
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return { source: '', problems: [problemAt(error.fault.line, error.fault.column, error.message)] };
  }
}

async function pythonProblems(
  benchmark: LoadedBenchmark,
  source: string,
  place: BenchmarkPlace,
  distDirectory: string,
): Promise<BenchmarkProblem[]> {
  const own = ownPythonOf(benchmark, filesBeside(place));
  if (own.length === 0) return [];
  const { signal } = new AbortController();
  return withInterpreters(true, pythonSettings('sandbox'), distDirectory, ({ python }) =>
    checkOwnPython(own, source, python!, signal),
  );
}

/** An error of the file as a whole or of one place in it, 1-based. */
export function problemAt(line: number, column: number, message: string): BenchmarkProblem {
  return { severity: 'error', line, column, endLine: line, endColumn: column, path: '', message };
}
