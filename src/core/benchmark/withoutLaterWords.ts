// The benchmark of a run that was begun when some words meant nothing and were ignored: they are ignored to the end of that run. Its first tests
// were asked without them.

import { isMap } from '../../shared/text/isMap';

interface Fields {
  [key: string]: unknown;
}

const ofFile = ['system', 'examples', 'parameters', 'defaults'];
const ofPrompts = ['system', 'messages', 'tags', 'skip', 'only', 'expect', 'pass_at', 'file'];

/** `benchmark` as read from YAML, which is not changed. */
export function withoutLaterWords(benchmark: Fields): Fields {
  const { prompts, ...file } = without(benchmark, ofFile);
  const known = Array.isArray(prompts)
    ? (prompts as unknown[]).map((prompt) => (isMap(prompt) ? without(prompt, ofPrompts) : prompt))
    : prompts;
  return { ...file, ...(prompts === undefined ? {} : { prompts: known }) };
}

function without(fields: Fields, words: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !words.includes(key)));
}
