// Which prompts of two runs are the same. By hash, which covers test type, text, pictures and expectation; prompts that have no
// hash by place in the file and label. Trials of one prompt belong together. Pure.

import type { PromptInfo } from '../run/events';
import { promptGroups, type PromptGroup } from './promptGroups';

export interface PromptPair {
  label: string;
  base: PromptGroup;
  other: PromptGroup;
}

export interface PromptPairing {
  /** `position`: at least one pair has no hash on one side, so that nobody can say if its texts, pictures and expectations are the same. */
  by: 'hash' | 'position';
  /** The pairs are in the order of the base run. */
  pairs: PromptPair[];
  onlyInBase: PromptGroup[];
  onlyInOther: PromptGroup[];
}

/** By hash where both have one; what is left by place and label where one has none, as a prompt whose pictures nobody has read. */
export function pairPrompts(base: readonly PromptInfo[], other: readonly PromptInfo[]): PromptPairing {
  const ofBase = promptGroups(base);
  const ofOther = promptGroups(other);
  const partners = new Map<PromptGroup, PromptGroup>();
  const taken = new Set<PromptGroup>();
  const pair = (group: PromptGroup, partner: PromptGroup | undefined): void => {
    if (!partner || partners.has(group) || taken.has(partner)) return;
    partners.set(group, partner);
    taken.add(partner);
  };
  const byHash = new Map(ofOther.map(({ group, hash }) => [hash, group]));
  for (const { group, hash } of ofBase) if (hash !== undefined) pair(group, byHash.get(hash));
  const sure = partners.size;
  const byPlace = new Map(ofOther.map((one) => [one.place, one]));
  for (const { group, hash, place } of ofBase) {
    const there = byPlace.get(place);
    if (hash === undefined || there?.hash === undefined) pair(group, there?.group);
  }
  return {
    by: partners.size > sure ? 'position' : 'hash',
    pairs: ofBase.flatMap(({ group }) => {
      const partner = partners.get(group);
      return partner ? [{ label: group.label, base: group, other: partner }] : [];
    }),
    onlyInBase: ofBase.flatMap(({ group }) => (partners.has(group) ? [] : [group])),
    onlyInOther: ofOther.flatMap(({ group }) => (taken.has(group) ? [] : [group])),
  };
}
