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
  return {
    ...(values ? { dynamic_variables: values } : {}),
    expectation,
    testType,
    images: imagesOf(prompt.image),
    ...selectionOf(prompt),
    ...(judgedBy.length > 0 ? { judgedBy } : {}),
    ...(before.length > 0 ? { before } : {}),
  };
}
