// The size of a run in words.

import { counted } from './counted';

/** `4 models x 20 prompts = 80 tests`. */
export function planText(models: number, prompts: number): string {
  return `${counted(models, 'model')} x ${counted(prompts, 'prompt')} = ${counted(models * prompts, 'test')}`;
}
