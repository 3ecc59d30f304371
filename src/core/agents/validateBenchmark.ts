// `validate_benchmark`: whether a file is a benchmark, and each problem with its place.

import type { AgentFront } from './agentFront';
import type { AgentInput } from './agentTools';
import { nameText, partOf, type AgentAnswer } from './answerParts';
import { problemRow, projectAnswer } from './problemRows';

export async function validateBenchmark(
  input: AgentInput<'validate_benchmark'>,
  front: AgentFront,
): Promise<AgentAnswer> {
  const { benchmark, problems, project } = await front.check(input.file);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity !== 'error');
  const { part, more } = partOf([...errors, ...warnings], input);
  return {
    valid: benchmark !== undefined,
    errors: errors.length,
    warnings: warnings.length,
    ...(benchmark
      ? {
          benchmark: nameText(benchmark.benchmark_name),
          models: benchmark.modelIds.length,
          prompts: benchmark.prompts.length,
          tests: benchmark.modelIds.length * benchmark.prompts.length,
        }
      : {}),
    problems: part.map(problemRow),
    more,
    ...projectAnswer(project),
  };
}
