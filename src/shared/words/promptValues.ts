// What a benchmark says of one test's prompt, and the values that went into its placeholders.

import type { BenchmarkPrompt, PromptValue } from '../run/benchmark';
import { promptNumber, type NamedPrompts } from './testName';

/** `prompts` are those of the run, a prompt a test, or those of a report, which says a prompt once for all its trials. `index` is the test's, from 1. */
export function promptOfTest(
  prompts: readonly BenchmarkPrompt[],
  run: NamedPrompts,
  index: number,
): BenchmarkPrompt | null {
  const isByTest = prompts.length === run.prompts.length;
  return prompts[(isByTest ? index : promptNumber(run, index)) - 1] ?? null;
}

/** In the order of the file. */
export function promptValues(prompt: BenchmarkPrompt | null): PromptValue[] {
  return Object.entries(prompt?.dynamic_variables ?? {}).map(([name, value]) => ({ name, value: String(value) }));
}
