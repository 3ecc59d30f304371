// The tests that one prompt of the file becomes: several trials of the same, or one for each rotation of a choice's options.

import type { ChoiceExpectation } from '../../shared/run/imageExpectation';
import type { LoadedPrompt } from './loadBenchmark';

/**
 * `position` is 0-based, in the file. Rotations come from `expectation.options`: the letters stay and the texts move on by one letter
 * each time, so that every text stands at every letter once (CircularEval; Liu et al., MMBench, arXiv 2307.06281).
 */
export function promptVariants(
  prompt: LoadedPrompt,
  position: number,
  isCircular: boolean,
  repeat: number,
): LoadedPrompt[] {
  if (isCircular) {
    const turned = rotations(prompt.expectation as unknown as ChoiceExpectation);
    return turned.map((expectation, turn) => ({
      ...prompt,
      expectation: { ...expectation },
      variant: { prompt: position + 1, kind: 'rotation', number: turn + 1, of: turned.length },
    }));
  }
  if (repeat === 1) return [prompt];
  return Array.from({ length: repeat }, (_, trial) => ({
    ...prompt,
    variant: { prompt: position + 1, kind: 'trial', number: trial + 1, of: repeat },
  }));
}

/** As many as there are options, the first as written. */
export function rotations({ options, answer }: ChoiceExpectation): ChoiceExpectation[] {
  const letters = Object.keys(options);
  const shifted = (letter: string, by: number): string => letters[(letters.indexOf(letter) + by) % letters.length]!;
  return letters.map((_, by) => ({
    options: Object.fromEntries(letters.map((letter) => [letter, options[shifted(letter, letters.length - by)]!])),
    answer: shifted(answer, by),
  }));
}

/** Where each test's prompt stands in the file's `prompts`, 0-based; tests of prompts with variants are more than the file has prompts. */
export function positionsInFile(prompts: readonly Pick<LoadedPrompt, 'variant'>[]): number[] {
  let position = -1;
  return prompts.map(({ variant }) => (position = variant ? variant.prompt - 1 : position + 1));
}
