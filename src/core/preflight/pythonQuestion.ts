// Model-written Python outside of the sandbox is for those who trust the benchmark: its prompts decide what a model writes.

import type { LoadedBenchmark } from '../benchmark/loadBenchmark';
import type { PythonSettings } from '../python/pythonSettings';
import { needsOf } from '../testTypes/findTestType';
import type { Question } from './question';

/** Null when nothing has to be asked: no Python, the sandbox, or a benchmark that the user trusts. */
export function pythonQuestion(
  { runner }: PythonSettings,
  benchmark: Pick<LoadedBenchmark, 'prompts'>,
  isTrusted: boolean,
): Question | null {
  const runsPython = benchmark.prompts.some((prompt) => needsOf(prompt).runsPython);
  if (runner === 'sandbox' || !runsPython || isTrusted) return null;
  return {
    message: `Model-written Python is not run with ${runner} on this machine while the workspace is not trusted.`,
    details: ['The sandbox keeps it from files, network and processes and can run it here.'],
  };
}
