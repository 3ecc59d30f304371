// Every picture that a model is shown for a prompt: those of the conversation before the question, then the question's own.

import type { LoadedPrompt } from './loadedPrompt';

/** As the file names them, in the order sent. */
export function picturesShown({ before = [], images }: Pick<LoadedPrompt, 'before' | 'images'>): string[] {
  return [...before.flatMap((message) => message.images ?? []), ...images];
}
