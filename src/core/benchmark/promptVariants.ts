// The tests that one prompt of the file becomes: several trials of the same, or one for each rotation of a choice's options.

import type { Expectation } from '../../shared/run/benchmark';
import type { LoadedPrompt } from './loadedPrompt';

/** `position` is 0-based, in the file; `rotations` is what is expected of each, where there are any. */
export function promptVariants(
  prompt: LoadedPrompt,
  position: number,
  rotations: readonly Expectation[] | undefined,
  repeat: number,
): LoadedPrompt[] {
  if (rotations) {
    return rotations.map((expectation, turn) => ({
      ...prompt,
      expectation,
      variant: { prompt: position + 1, kind: 'rotation', number: turn + 1, of: rotations.length },
    }));
  }
  if (repeat === 1) return [prompt];
  return Array.from({ length: repeat }, (_, trial) => ({
    ...prompt,
    variant: { prompt: position + 1, kind: 'trial', number: trial + 1, of: repeat },
  }));
}

/** Where each test's prompt stands in the file's `prompts`, 0-based; tests of prompts with variants are more than the file has prompts. */
export function positionsInFile(prompts: readonly Pick<LoadedPrompt, 'variant'>[]): number[] {
  let position = -1;
  return prompts.map(({ variant }) => (position = variant ? variant.prompt - 1 : position + 1));
}
