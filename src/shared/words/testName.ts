// The name by which people know a test: the number of its prompt, and which of the prompt's tests it is where there are several.

import type { PromptInfo, PromptVariant } from '../run/events';

/** `trial 2/3`, `rotation 2/3`. */
export function variantText({ kind, number, of }: PromptVariant): string {
  return `${kind} ${number}/${of}`;
}

/** `#20`, `#20 trial 2/3`. `index` is that of the test in its run, from 1; where one prompt is one test it is the number too. */
export function testName({ prompts }: { prompts: readonly Pick<PromptInfo, 'variant'>[] }, index: number): string {
  const variant = prompts[index - 1]?.variant;
  return variant ? `#${variant.prompt} ${variantText(variant)}` : `#${index}`;
}
