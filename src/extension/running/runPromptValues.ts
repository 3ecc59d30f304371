// The values in the prompts of a run, from its copy of the benchmark, which is read once: it never changes.

import type { BenchmarkPrompt, PromptValue } from '../../shared/run/benchmark';
import type { RunState } from '../../shared/run/runState';
import { promptOfTest, promptValues } from '../../shared/words/promptValues';

export class RunPromptValues {
  private read: { runDirectory: string; prompts: Promise<readonly BenchmarkPrompt[]> } | null = null;

  /** Empty where the copy can't be read: the prompt as it was sent says it all. `index` is the test's, from 1. */
  async of(runDirectory: string, state: RunState, index: number): Promise<PromptValue[]> {
    if (this.read?.runDirectory !== runDirectory)
      this.read = { runDirectory, prompts: readPrompts(runDirectory, state).catch(() => []) };
    return promptValues(promptOfTest(await this.read.prompts, state, index));
  }
}

async function readPrompts(runDirectory: string, { prompts }: RunState): Promise<readonly BenchmarkPrompt[]> {
  const { readBenchmarkText } = await import('../../core/runFolder/readBenchmarkText');
  return (await readBenchmarkText(runDirectory, prompts)).prompts;
}
