// The way to a value in a benchmark file, for programs as a list and for people as `prompts[3].expectation`.

import { withHiddenShown } from '../../shared/text/hiddenCharacters';

export type ProblemPath = readonly (string | number)[];

const plainKey = /^[\p{L}\p{N}_$-]+$/u;

/** `['prompts', 3, 'expectation']` as `prompts[3].expectation`; keys with unusual characters as `["a b"]`. */
export function formatPath(path: ProblemPath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (plainKey.test(part)) text += text === '' ? part : `.${part}`;
    else text += `[${withHiddenShown(JSON.stringify(part))}]`;
  }
  return text;
}

/** What stands at `path` below `value`; undefined when nothing does. */
export function valueAt(value: unknown, path: ProblemPath): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.hasOwn(current, part) ? (current as { [key: string | number]: unknown })[part] : undefined;
  }
  return current;
}
