// Reads a run folder: the state from its events, the benchmark from its copy. Writes nothing, also not to put it right.

import { basename } from 'node:path';
import { basePromptText } from '../../shared/run/basePrompt';
import type { PromptInfo } from '../../shared/run/events';
import type { BenchmarkPrompt } from '../../shared/run/benchmark';
import type { BenchmarkText } from '../../shared/protocols/runPanelProtocol';
import { abandonTests, abandonedStatus, applyEvent, emptyRun, type RunState } from '../../shared/run/runState';
import type { LoadedBenchmark, LoadedPrompt } from '../benchmark/loadBenchmark';
import { promptsOfRun } from '../benchmark/selectPrompts';
import { importReport } from './importReport';
import { loadRunBenchmark } from './loadRunBenchmark';
import { readEvents } from './readEvents';
import { runFiles } from './runFolderPaths';
import { isRunLockedElsewhere } from './runLock';
import { isInside } from '../files/insideFolder';
import { mostReportBytes, readPlainFile } from '../files/plainFile';
import { decodeText } from '../files/textFile';

export interface OpenedRun {
  state: RunState;
  /** Another process writes the run at the moment: the state is that of now, its status `running`. */
  isBeingWritten: boolean;
  /** What was odd about the folder but did not keep it from opening. */
  problem?: string;
}

/** Opens a run folder. Throws an error that names the folder and what is missing or unreadable in it. */
export async function openRun(runDirectory: string): Promise<OpenedRun> {
  const name = basename(runDirectory);
  if (!isInside(runDirectory, runFiles.events))
    throw new Error(`${name} is not a run folder: it has no ${runFiles.events}.`);
  // Before the events: a run that ends while they are read has its end among them.
  const isBeingWritten = await isRunLockedElsewhere(runDirectory);
  const state = emptyRun();
  const badLines = await readEvents(runDirectory, name, (event) => applyEvent(state, event));
  if (state.runId === '') throw new Error(`${name} holds no run: ${runFiles.events} has no runStarted event.`);
  if (state.status === 'running' && !isBeingWritten) {
    // The process that wrote the run is gone: what was under way never ended.
    state.status = abandonedStatus(state);
    abandonTests(state);
  }
  if (isBeingWritten)
    return {
      state,
      isBeingWritten,
      ...(state.status === 'running' ? { problem: `${name} is still being written; this is how far it is now.` } : {}),
    };
  if (badLines === 0) return { state, isBeingWritten };
  return {
    state,
    isBeingWritten,
    problem: `${badLines} unreadable line${badLines === 1 ? '' : 's'} of ${runFiles.events} left out: the run was stopped while it was writing.`,
  };
}

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
