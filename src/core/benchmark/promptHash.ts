// By what two runs know that they asked the same.

import { hash } from 'node:crypto';
import type { BasePrompt } from '../../shared/run/basePrompt';
import { fillPrompt } from './fillPrompt';
import type { LoadedPrompt } from './loadedPrompt';
import type { MessageBefore } from './messagesBefore';

/**
 * `hash` of a `PromptInfo`: all that decides on the answer's worth and is the same for every row. `pictures` are the sha256 of all that
 * it shows, in order. A text that rows have variants of is not in it, so that rows can be compared; what is put into it is.
 */
export function promptHash(basePrompt: BasePrompt, prompt: LoadedPrompt, pictures: readonly string[]): string {
  // Trials of a prompt ask the same; rotations differ in what is expected.
  const parts = [
    prompt.testType,
    typeof basePrompt === 'string'
      ? fillPrompt(basePrompt, prompt.dynamic_variables)
      : (prompt.dynamic_variables ?? {}),
    pictures,
    prompt.expectation,
    ...(prompt.judgedBy ? [prompt.judgedBy] : []),
    ...(prompt.before ? [{ before: prompt.before.map(withoutNames) }] : []),
  ];
  return digestOf(JSON.stringify(parts));
}

/** Which picture it is, its bytes say; here is only how many go with the message. */
function withoutNames({ images, ...message }: MessageBefore): object {
  return images ? { ...message, images: images.length } : message;
}

/** `variantHash` of a `ModelInfo`. */
export function variantHash(text: string): string {
  return digestOf(text);
}

function digestOf(text: string): string {
  // There may be a hundred thousand, and an object for each takes three times as long as the hash.
  return hash('sha256', text, 'hex').slice(0, 16);
}
