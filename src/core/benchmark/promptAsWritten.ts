// A prompt as the engine uses it, from what stands in the file.

import type { BenchmarkPrompt, ExecEvalBenchmarkFile, TestTypeName } from '../../shared/run/benchmark';
import { variablesAsWritten } from './asWritten';
import type { CheckedExpectation } from './checkExpectations';
import { imagesOf } from './checkImagePaths';
import type { LoadedPrompt } from './loadedPrompt';
import { messagesBefore } from './messagesBefore';
import type { YamlNode } from './yamlNode';
import { selectionOf } from './selectionOf';

/** `judgedBy` are the sha256 of the files that judging reads; `file` has what is said before every prompt. */
export function promptAsWritten(
  prompt: BenchmarkPrompt,
  file: Pick<ExecEvalBenchmarkFile, 'system' | 'examples'>,
  node: YamlNode | undefined,
  testType: TestTypeName,
  { expectation }: CheckedExpectation,
  judgedBy: readonly string[] = [],
): LoadedPrompt {
  const values = prompt.dynamic_variables && variablesAsWritten(prompt.dynamic_variables, node);
  const before = messagesBefore(file, prompt, values);
  // Field by field: copies by spread take several times as long, and there may be very many prompts.
  const loaded: LoadedPrompt = { expectation, testType, images: imagesOf(prompt.image) };
  if (values) loaded.dynamic_variables = values;
  Object.assign(loaded, selectionOf(prompt));
  if (judgedBy.length > 0) loaded.judgedBy = judgedBy;
  if (before.length > 0) loaded.before = before;
  return loaded;
}
