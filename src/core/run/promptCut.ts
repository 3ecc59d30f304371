// Whether a server left a part of the prompt out without a word: its own count of tokens shows it.

import type { TestError } from '../../shared/run/verdict';

/** Below this many tokens no server cuts a prompt, and a count may be a made-up one. */
const smallestWindow = 256;

/** Longer than any token with a letter or digit in it. */
const longestToken = 64;

/**
 * The fewest tokens that any tokenizer in use can make of a text: none of them joins words across white space, and none has a token longer than
 * `longestToken`. So repetition does not lower it, and text without white space (Chinese, Japanese, minified JSON) is never taken for more than it is.
 */
export function fewestTokens(text: string): number {
  return text
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .reduce((sum, word) => sum + Math.ceil(word.length / longestToken), 0);
}

/** The error of an answer to a prompt that came only in part; undefined where the count allows that all of it came. `tokens` null: not counted. */
export function promptCut(prompt: string, tokens: number | null): TestError | undefined {
  if (tokens === null || tokens < smallestWindow) return undefined;
  const fewest = fewestTokens(prompt);
  if (tokens >= fewest) return undefined;
  return {
    kind: 'truncatedPrompt',
    message: `The model was shown only a part of the prompt: the model API counted ${tokens} tokens, and its ${fewest} words are at least as many. Take a model with a longer context, or give it one where its server runs, or shorten the prompt.`,
  };
}
