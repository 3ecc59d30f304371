// The prompts of a run, each with all its tests. Trials of one prompt belong together. Pure.

import { promptNumber } from '../words/testName';
import type { PromptInfo } from '../run/events';

/** One prompt of a run with all its tests: one, or its trials. */
export interface PromptGroup {
  /** The same for the same prompt of two runs. */
  key: string;
  /** Of the prompt in its file, from 1. */
  number: number;
  label: string;
  /** 1-based, ascending. */
  indexes: number[];
}

interface KnownGroup {
  group: PromptGroup;
  hash: string | undefined;
  /** Its place in the file and its label. */
  place: string;
}

/** The prompts in order. A prompt that a file has twice, word for word, is one prompt asked twice. */
export function promptGroups(prompts: readonly PromptInfo[]): KnownGroup[] {
  const groups = new Map<string, KnownGroup>();
  const keyOfTrials = new Map<number, string>();
  prompts.forEach((prompt, at) => {
    const { index, label, hash, variant } = prompt;
    const number = promptNumber({ prompts }, at + 1);
    const place = `${filePlace(prompt, number)} ${label}`;
    const own = hash ?? place;
    const key = variant?.kind === 'trial' ? (keyOfTrials.get(variant.prompt) ?? own) : own;
    if (variant?.kind === 'trial') keyOfTrials.set(variant.prompt, key);
    const known = groups.get(key);
    if (known) known.group.indexes.push(index);
    else {
      const group = { key, number, label, indexes: [index] };
      groups.set(key, { group, hash, place });
    }
  });
  return [...groups.values()];
}

/**
 * Where a prompt stands among those of its file, as text: `3`, or `3.2` for the second rotation of the third. Its trials share it.
 * `number` counts from the prompts before it, for runs that did not say the place yet.
 */
function filePlace({ variant, place }: PromptInfo, number: number): string {
  if (!variant) return String(place ?? number);
  return variant.kind === 'rotation' ? `${variant.prompt}.${variant.number}` : String(variant.prompt);
}
