// The name by which people know a test: the number of its prompt, and which of the prompt's tests it is where there are several.

import type { PromptInfo, PromptVariant } from '../run/events';

/** `trial 2/3`, `rotation 2/3`. */
export function variantText({ kind, number, of }: PromptVariant): string {
  return `${kind} ${number}/${of}`;
}

export interface NamedPrompts {
  prompts: readonly Pick<PromptInfo, 'variant'>[];
}

/** The numbers of a run's prompts, test by test. Grids ask for every square that they draw. */
const knownNumbers = new WeakMap<NamedPrompts['prompts'], number[]>();

/** The number of a test's prompt. `index` is that of the test in its run, from 1; where every prompt is one test it is the number too. */
export function promptNumber({ prompts }: NamedPrompts, index: number): number {
  const known = knownNumbers.get(prompts);
  const numbers = known?.length === prompts.length ? known : numbersOf(prompts);
  if (numbers !== known) knownNumbers.set(prompts, numbers);
  return numbers[index - 1] ?? index;
}

/** A prompt that is one test says no number: it is counted from the one before it. */
function numbersOf(prompts: NamedPrompts['prompts']): number[] {
  let number = 0;
  return prompts.map(({ variant }) => (number = variant?.prompt ?? number + 1));
}

/** `#20`, `#20 trial 2/3`. `index` is that of the test in its run, from 1. */
export function testName(run: NamedPrompts, index: number): string {
  const variant = run.prompts[index - 1]?.variant;
  return `#${promptNumber(run, index)}${variant ? ` ${variantText(variant)}` : ''}`;
}
