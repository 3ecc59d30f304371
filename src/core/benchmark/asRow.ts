// What the benchmark says of a row of a run: by which variant of the base prompt it was asked, and what is required of it.

import { basePromptFor } from '../../shared/run/basePrompt';
import type { ModelInfo } from '../../shared/run/model';
import type { LoadedBenchmark } from './loadBenchmark';
import { variantHash } from './promptHash';

export function asRow(
  info: ModelInfo,
  { base_prompt, requirements }: Pick<LoadedBenchmark, 'base_prompt' | 'requirements'>,
): ModelInfo {
  const required = requirements[info.model];
  return {
    ...info,
    ...(info.variant === undefined ? {} : { variantHash: variantHash(basePromptFor(base_prompt, info)) }),
    ...(required === undefined ? {} : { requirements: required }),
  };
}
