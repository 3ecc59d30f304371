// By what two runs know that they asked the same.

import { createHash } from 'node:crypto';
import { fillPrompt } from './fillPrompt';
import type { LoadedPrompt } from './loadBenchmark';

/** `hash` of a `PromptInfo`: all that decides on the answer's worth and is the same for every model. `pictures` are the sha256 of the prompt's, in order. */
export function promptHash(basePrompt: string, prompt: LoadedPrompt, pictures: readonly string[]): string {
  // Trials of a prompt ask the same; rotations differ in what is expected.
  const parts = [
    prompt.testType,
    fillPrompt(basePrompt, prompt.dynamic_variables),
    pictures,
    prompt.expectation,
    ...(prompt.judgedBy ? [prompt.judgedBy] : []),
    ...(prompt.before ? [{ before: prompt.before }] : []),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
