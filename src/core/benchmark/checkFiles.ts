// Looks at the files that the prompts' checks name: evaluators, schemas.

import { encodingFault } from '../../shared/text/encodingFault';
import type { Needs } from '../checks/check';
import { schemaFault } from '../checks/jsonSchema';
import { scriptFault } from '../checks/ownEvaluator';
import type { BenchmarkFiles } from './benchmarkFiles';
import { pathFault } from './pathFault';
import type { ProblemList } from './problemList';

/**
 * By the prompts' positions, the sha256 of each file that judging reads, for whatever is judged by another file is another prompt. Each file is
 * read once, whoever names it. What a file of a run that was made (`isRecorded`) holds was no error then: judging says it of the tests that need it.
 */
export function checkFiles(
  needs: readonly (Needs | undefined)[],
  files: BenchmarkFiles,
  isRecorded: boolean,
  problems: ProblemList,
): readonly string[][] {
  const digests = new Map<string, string | null>();
  return needs.map((needing, position) =>
    (needing?.files ?? []).flatMap((path) => {
      if (!digests.has(path))
        digests.set(
          path,
          digestOf(path, position, isRecorded ? anyContent : contentCheckOf(path, needing), files, problems),
        );
      return digests.get(path) ?? [];
    }),
  );
}

type ContentCheck = (bytes: Uint8Array) => string | undefined;

/** Says what is wrong with what a file holds. */
function contentCheckOf(path: string, needing: Needs | undefined): ContentCheck {
  if (needing?.schemas?.includes(path)) return schemaFault;
  return needing?.scripts?.includes(path) ? scriptFault : anyContent;
}

function anyContent(): undefined {
  return undefined;
}

/** All of these files are texts. */
function encodingProblem(bytes: Uint8Array): string | undefined {
  const fault = encodingFault(bytes);
  return fault ? `${fault.message}. ${fault.advice}` : undefined;
}

function digestOf(
  path: string,
  position: number,
  faultOf: ContentCheck,
  files: BenchmarkFiles,
  problems: ProblemList,
): string | null {
  const fault = pathFault(path, { one: 'file', example: 'judge.py' });
  const read = fault === undefined ? files.read(path) : { problem: fault };
  const problem = 'problem' in read ? read.problem : (encodingProblem(read.bytes) ?? faultOf(read.bytes));
  if (problem !== undefined)
    problems.error(['prompts', position, 'expect'], `${path} in expect of prompts[${position}] ${problem}`);
  return 'sha256' in read ? read.sha256 : null;
}
