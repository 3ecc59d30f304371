// What the first event of a run says of each prompt.

import { textsOf } from '../../shared/run/basePrompt';
import { mixedTestTypes, type PromptInfo } from '../../shared/run/events';
import type { LoadedBenchmark } from './loadBenchmark';
import type { LoadedPrompt } from './loadedPrompt';
import { promptHash } from './promptHash';
import { labelPrompts } from './promptLabel';

/** `digestsOf` gives the sha256 of all pictures that a prompt shows, in order; null where they are not known, so that the prompt has no hash.
 * `places` are those of the prompts in the benchmark, from 1, where a run asks only some. */
export function promptInfos(
  { testType, base_prompt }: Pick<LoadedBenchmark, 'testType' | 'base_prompt'>,
  prompts: readonly LoadedPrompt[],
  digestsOf: (prompt: LoadedPrompt) => readonly string[] | null,
  places: readonly number[] = [],
): PromptInfo[] {
  const labels = labelPrompts(prompts, textsOf(base_prompt));
  return prompts.map((prompt, position): PromptInfo => {
    const digests = digestsOf(prompt);
    return {
      index: position + 1,
      label: labels[position]!,
      ...((places[position] ?? position + 1) === position + 1 ? {} : { place: places[position]! }),
      ...(prompt.row ? { row: prompt.row } : {}),
      ...(prompt.tags ? { tags: prompt.tags } : {}),
      ...(testType === mixedTestTypes ? { testType: prompt.testType } : {}),
      ...(prompt.variant ? { variant: prompt.variant } : {}),
      ...(digests === null ? {} : { hash: promptHash(base_prompt, prompt, digests) }),
    };
  });
}
