// Problems of what the command line says in place of the file: the file's lines don't hold it, so the flag is named.

import type { Overrides } from '../../shared/runs/runManifest';
import type { BenchmarkProblem } from '../../shared/run/benchmark';

/** `ownModels`: how many models the file itself lists; those behind come from `--model`. */
export function namedOverrides(
  problems: BenchmarkProblem[],
  { models, set }: Overrides,
  ownModels: number,
): BenchmarkProblem[] {
  if (models.length === 0 && Object.keys(set).length === 0) return problems;
  return problems.map((problem) => {
    const { path, message } = problem;
    const key = Object.keys(set).find(
      (one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`),
    );
    const position = /^models\[(\d+)\]/.exec(path)?.[1];
    const flag =
      key !== undefined
        ? `--set ${key}`
        : position !== undefined && Number(position) >= ownModels
          ? '--model'
          : undefined;
    return flag === undefined ? problem : { ...problem, message: `Of ${flag}: ${message}` };
  });
}
