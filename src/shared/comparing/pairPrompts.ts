// Which prompts of two runs are the same. By hash, which covers test type, text, pictures and expectation; runs that have no
// hashes by place in the file and label. Trials of one prompt belong together. Pure.

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

export interface PromptPair {
  label: string;
  base: PromptGroup;
  other: PromptGroup;
}

export interface PromptPairing {
  /** `position`: at least one of the runs has no hashes, so that nobody can say if texts, pictures and expectations are the same. */
  by: 'hash' | 'position';
  /** The pairs are in the order of the base run. */
  pairs: PromptPair[];
  onlyInBase: PromptGroup[];
  onlyInOther: PromptGroup[];
}

export function pairPrompts(base: readonly PromptInfo[], other: readonly PromptInfo[]): PromptPairing {
  const hasHashes = [...base, ...other].every((prompt) => prompt.hash !== undefined);
  const ofBase = promptGroups(base, hasHashes);
  const ofOther = promptGroups(other, hasHashes);
  return {
    by: hasHashes ? 'hash' : 'position',
    pairs: [...ofBase.values()].flatMap((group) => {
      const partner = ofOther.get(group.key);
      return partner ? [{ label: group.label, base: group, other: partner }] : [];
    }),
    onlyInBase: [...ofBase.values()].filter((group) => !ofOther.has(group.key)),
    onlyInOther: [...ofOther.values()].filter((group) => !ofBase.has(group.key)),
  };
}

/** The prompts by key, in order. A prompt that a file has twice, word for word, is one prompt asked twice. */
function promptGroups(prompts: readonly PromptInfo[], byHash: boolean): Map<string, PromptGroup> {
  const groups = new Map<string, PromptGroup>();
  const places = filePlaces(prompts);
  const keyOfTrials = new Map<number, string>();
  prompts.forEach(({ index, label, hash, variant }, at) => {
    const own = byHash ? hash! : `${places[at]!} ${label}`;
    const key = variant?.kind === 'trial' ? (keyOfTrials.get(variant.prompt) ?? own) : own;
    if (variant?.kind === 'trial') keyOfTrials.set(variant.prompt, key);
    const group = groups.get(key);
    if (group) group.indexes.push(index);
    else groups.set(key, { key, number: promptNumber({ prompts }, at + 1), label, indexes: [index] });
  });
  return groups;
}

/** The place of each prompt in its file, as text: `3`, or `3.2` for the second rotation of the third. Its trials share it. */
function filePlaces(prompts: readonly PromptInfo[]): string[] {
  let place = 0;
  return prompts.map(({ variant }) => {
    place = variant?.prompt ?? place + 1;
    return variant?.kind === 'rotation' ? `${place}.${variant.number}` : String(place);
  });
}
