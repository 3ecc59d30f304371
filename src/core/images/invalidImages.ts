// Pictures that passed every check of their files and still can't be used.

import { basename } from 'node:path';
import type { BenchmarkProblem } from '../../shared/run/benchmark';

/** Nothing was sent. `message` lists the pictures with their lines in the benchmark. */
export class InvalidImages extends Error {
  override name = 'InvalidImages';
  constructor(
    /** The benchmark's folder; its name stands in the message. */
    benchmarkFolder: string,
    readonly problems: BenchmarkProblem[],
  ) {
    const errors = problems.filter((problem) => problem.severity === 'error');
    const lines = errors.map((problem) => `${problem.line}:${problem.column}: ${problem.message}`);
    super(
      `The benchmark in ${basename(benchmarkFolder)} can't be run because of its pictures, nothing was sent to any model.\n${lines.join('\n')}`,
    );
  }
}
