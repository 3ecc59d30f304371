// Which of the tests of one prompt a test is, where there are several.

import type { PromptVariant } from '../run/events';

/** `trial 2/3`, `rotation 2/3`. */
export function variantText({ kind, number, of }: PromptVariant): string {
  return `${kind} ${number}/${of}`;
}
