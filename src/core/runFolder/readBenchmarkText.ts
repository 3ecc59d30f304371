// Reads the benchmark of a run folder from its copy there. Not a part of opening a run: the readers of benchmarks know all test types, and loading
// them takes longer than reading the events of a small run.

import { basePromptText } from '../../shared/run/basePrompt';
import type { PromptInfo } from '../../shared/run/events';
import type { BenchmarkPrompt } from '../../shared/run/benchmark';
import type { BenchmarkText } from '../../shared/protocols/runPanelProtocol';
import type { LoadedBenchmark } from '../benchmark/loadBenchmark';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { promptsOfRun } from '../benchmark/selectPrompts';
import { importReport } from './importReport';
import { loadRunBenchmark } from './loadRunBenchmark';
import { runFiles } from './runFolderPaths';
import { isInside } from '../files/insideFolder';
import { mostReportBytes, readPlainFile } from '../files/plainFile';
import { decodeText } from '../files/textFile';

/** The base prompt and the prompts as they were run, of which `asked` are those of the run; all when absent. Throws when the copy in the run folder can't be read. */
export async function readBenchmarkText(runDirectory: string, asked?: readonly PromptInfo[]): Promise<BenchmarkText> {
  // An imported run may have no benchmark file; what its report says of the prompts is all there is then.
  if (!isInside(runDirectory, runFiles.benchmark))
    return importReport(
      decodeText(await readPlainFile(runDirectory, runFiles.report, mostReportBytes), runFiles.report),
    ).benchmarkText;
  const benchmark = await loadRunBenchmark(runDirectory);
  return {
    basePrompt: basePromptText(benchmark.base_prompt),
    prompts: promptsOfFile(benchmark, asked ? promptsOfRun(benchmark.prompts, asked) : benchmark.prompts),
  };
}

/** Some prompts of a benchmark as people know them from the file; a test type is said only where they differ. */
export function promptsOfFile(
  { testType: common }: Pick<LoadedBenchmark, 'testType'>,
  prompts: readonly LoadedPrompt[],
): BenchmarkPrompt[] {
  return prompts.map(({ dynamic_variables, expectation, images, testType }) => ({
    ...(dynamic_variables ? { dynamic_variables } : {}),
    expectation,
    ...(images.length === 0 ? {} : { image: images.length === 1 ? images[0]! : images }),
    ...(testType === common ? {} : { test_type: testType }),
  }));
}
