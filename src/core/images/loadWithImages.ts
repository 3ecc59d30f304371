// A benchmark with its pictures checked: the text, then the files it names, then whether the places it expects are in them.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { filesBeside } from '../benchmark/benchmarkFiles';
import { loadBenchmark, type LoadResult } from '../benchmark/loadBenchmark';
import type { LoadOptions } from '../benchmark/loadOptions';
import { ProblemList } from '../benchmark/problemList';
import { readYaml } from '../benchmark/readYaml';
import { checkImages } from './checkImages';
import { checkTruth, type TruthFault } from './checkTruth';
import type { KnownPictures, PictureSize } from './knownPictures';
import type { BenchmarkPlace } from '../benchmark/locateFile';

/** Does what `loadBenchmark` does, and reads the pictures' files. Their problems are among the others; bad files never throw. */
export function loadWithImages(
  text: string,
  options: Omit<LoadOptions, 'files'>,
  where: BenchmarkPlace,
): Promise<LoadResult> {
  return withImageProblems(loadBenchmark(text, { ...options, files: filesBeside(where) }), text, where);
}

/** Adds the problems of the pictures to what loading `text` has found; `known` are pictures looked at before. */
export async function withImageProblems(
  loaded: LoadResult,
  text: string,
  where: BenchmarkPlace,
  known?: KnownPictures,
): Promise<LoadResult> {
  if (loaded.images.length === 0) return loaded;
  const sizes = new Map<string, PictureSize>();
  const ofFiles = await checkImages(loaded.images, where, known, sizes);
  const ofTruth = truthProblems(text, checkTruth(loaded.benchmark?.prompts ?? [], sizes));
  const problems = [...loaded.problems, ...ofFiles, ...ofTruth].sort(inOrderOfFile);
  const { benchmark, ...rest } = loaded;
  return {
    ...rest,
    ...(benchmark && !problems.some((problem) => problem.severity === 'error') ? { benchmark } : {}),
    problems,
  };
}

/** Places are looked up again only when there is something to report. */
function truthProblems(textOfFile: string, faults: readonly TruthFault[]): BenchmarkProblem[] {
  if (faults.length === 0) return [];
  const text = textOfFile.startsWith('\uFEFF') ? textOfFile.slice(1) : textOfFile;
  const problems = new ProblemList(text, readYaml(text).content?.root);
  for (const { path, message } of faults) {
    // Loading gives all expectations one form: the file may have a shorter one, `expectation.box`.
    const expectation = path.slice(0, 3);
    problems.error(
      [path, [...expectation, ...path.slice(-1)]].find((written) => problems.nodeAt(written)) ?? expectation,
      message,
    );
  }
  return problems.toProblems();
}

function inOrderOfFile(one: BenchmarkProblem, other: BenchmarkProblem): number {
  return (
    one.line - other.line ||
    one.column - other.column ||
    Number(one.severity === 'warning') - Number(other.severity === 'warning')
  );
}
