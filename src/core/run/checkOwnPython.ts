// Looks at the Python that a benchmark brings, evaluators and tests of answers, before anything is sent: whether it can be read at all.
// Loading a benchmark starts no interpreter; this does, for whoever has said *run* or *validate*.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { counted } from '../../shared/text/counted';
import type { BenchmarkFiles } from '../benchmark/benchmarkFiles';
import type { LoadedBenchmark } from '../benchmark/loadBenchmark';
import { ProblemList } from '../benchmark/problemList';
import { positionsInFile } from '../benchmark/promptVariants';
import { readYaml } from '../benchmark/readYaml';
import type { OwnPython } from '../checks/check';
import { codeIn } from '../checks/ownEvaluator';
import { findSyntaxFaults, type PythonFault } from '../python/findSyntaxFaults';
import type { PythonRunner } from '../python/pythonRunner';
import { needsOf } from '../testTypes/findTestType';

interface FoundPython {
  /** The file's path as the benchmark has it; absent for code in the benchmark. */
  file?: string;
  source: string;
  function?: string;
  /** Where the first prompt that has it is written in the file's `prompts`, and which prompt of the benchmark that is, both from 0. */
  item: number;
  prompt: number;
}

/** Faults that are named one by one. */
const mostNamed = 10;

/** Every Python of the prompts that are asked, each once. */
export function ownPythonOf({ prompts }: Pick<LoadedBenchmark, 'prompts'>, files: BenchmarkFiles): FoundPython[] {
  const found = new Map<string, FoundPython>();
  const positions = positionsInFile(prompts);
  for (const [place, prompt] of prompts.entries()) {
    if (prompt.skip !== undefined) continue;
    const at = { item: prompt.item ?? positions[place]!, prompt: place };
    for (const own of needsOf(prompt).ownPython ?? []) {
      const key = JSON.stringify(own);
      const read = found.has(key) ? undefined : sourceOf(own, files);
      if (read !== undefined && read.trim() !== '') found.set(key, { ...own, ...at, source: read });
    }
  }
  return [...found.values()];
}

/** Undefined for a file that can't be read, which has been said. */
function sourceOf(own: OwnPython, files: BenchmarkFiles): string | undefined {
  if ('code' in own) return own.code;
  const read = files.read(own.file);
  return 'problem' in read ? undefined : codeIn(read.bytes);
}

/** The errors of what `ownPythonOf` found, with their places in the text of the benchmark. Throws as the runner does. */
export async function checkOwnPython(
  found: readonly FoundPython[],
  textOfFile: string,
  python: PythonRunner,
  signal: AbortSignal,
): Promise<BenchmarkProblem[]> {
  const faults = await findSyntaxFaults(python, found, signal);
  const faulty = found.flatMap((own, index) => (faults[index] ? [{ own, fault: faults[index] }] : []));
  if (faulty.length === 0) return [];
  const text = textOfFile.replace(/^\uFEFF/, '');
  const problems = new ProblemList(text, readYaml(text).content?.root);
  for (const { own, fault } of faulty.slice(0, mostNamed)) {
    const path = ['prompts', own.item, 'expect'];
    if (own.file === undefined || fault.line === 0) problems.error(path, faultText(own, fault));
    else
      problems.inFile(
        path,
        { file: own.file, line: fault.line, column: Math.max(1, fault.column) },
        `This can't be read as Python: ${sentence(fault)}`,
      );
  }
  const more = faulty.length - mostNamed;
  if (more > 0)
    problems.error(['prompts', faulty[mostNamed]!.own.item], `Python of ${counted(more, 'more check')} can't be read.`);
  return problems.toProblems();
}

function faultText(own: FoundPython, fault: PythonFault): string {
  const where = `in expect of prompts[${own.prompt}]`;
  const what = `${own.file ?? 'The Python'} ${where}`;
  if (fault.message === '') return `${what} has no function judge(answer, expectation, variables).`;
  const line = own.source.split('\n')[fault.line - 1]?.trim();
  const at = fault.line === 0 ? '' : `: line ${fault.line}${line ? `, \`${line.slice(0, 80)}\`` : ''}`;
  return `${what} can't be read as Python${at}: ${sentence(fault)}`;
}

/** What Python says often ends in a question of its own. */
function sentence({ message }: PythonFault): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}
