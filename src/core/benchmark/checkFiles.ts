// Looks at the files that the prompts' checks name: evaluators, schemas.

import type { Needs } from '../checks/check';
import type { BenchmarkFiles } from './benchmarkFiles';
import { pathFault } from './pathFault';
import type { ProblemList } from './problemList';

/**
 * By the prompts' positions, the sha256 of each file that judging reads, for whatever is judged by another file is another prompt. Each file is
 * read once, whoever names it.
 */
export function checkFiles(
  needs: readonly (Needs | undefined)[],
  files: BenchmarkFiles,
  problems: ProblemList,
): readonly string[][] {
  const digests = new Map<string, string | null>();
  return needs.map((needing, position) =>
    (needing?.files ?? []).flatMap((path) => {
      if (!digests.has(path)) digests.set(path, digestOf(path, position, files, problems));
      return digests.get(path) ?? [];
    }),
  );
}

function digestOf(path: string, position: number, files: BenchmarkFiles, problems: ProblemList): string | null {
  const fault = pathFault(path, { one: 'file', example: 'judge.py' });
  const read = fault === undefined ? files.read(path) : { problem: fault };
  if ('sha256' in read) return read.sha256;
  problems.error(['prompts', position, 'expect'], `${path} in expect of prompts[${position}] ${read.problem}`);
  return null;
}
