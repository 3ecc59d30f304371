// Looks at the files that the prompts' checks name: evaluators, schemas.

import type { Needs } from '../checks/check';
import { schemaFault } from '../checks/jsonSchema';
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
      const isSchema = needing?.schemas?.includes(path) ?? false;
      if (!digests.has(path)) digests.set(path, digestOf(path, { position, isSchema }, files, problems));
      return digests.get(path) ?? [];
    }),
  );
}

function digestOf(
  path: string,
  { position, isSchema }: { position: number; isSchema: boolean },
  files: BenchmarkFiles,
  problems: ProblemList,
): string | null {
  const fault = pathFault(path, { one: 'file', example: 'judge.py' });
  const read = fault === undefined ? files.read(path) : { problem: fault };
  const problem = 'problem' in read ? read.problem : isSchema ? schemaFault(read.bytes) : undefined;
  if (problem !== undefined)
    problems.error(['prompts', position, 'expect'], `${path} in expect of prompts[${position}] ${problem}`);
  return 'sha256' in read ? read.sha256 : null;
}
