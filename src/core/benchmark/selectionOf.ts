// Which prompts of a benchmark a run asks: those with `only`, with some tags, at some places.

import type { BenchmarkPrompt } from '../../shared/run/benchmark';
import type { LoadedPrompt } from './loadedPrompt';
import { skipReason } from './skipReason';

/** What a prompt says of its being chosen, in the form that is kept. */
export function selectionOf({ tags, skip, only }: BenchmarkPrompt): Pick<LoadedPrompt, 'tags' | 'skip' | 'only'> {
  if (tags === undefined && skip === undefined && only === undefined) return {};
  const all = tagsIn(tags ?? []);
  const reason = skipReason(skip);
  return {
    ...(all.length === 0 ? {} : { tags: all }),
    ...(reason === undefined ? {} : { skip: reason }),
    ...(only === true ? { only } : {}),
  };
}

/** Each once, in order. A comma or semicolon is between two tags, so that a cell of a table can have several. */
export function tagsIn(written: string | readonly string[]): string[] {
  const all = [written].flat().flatMap((one) => one.split(/[,;]/));
  return [...new Set(all.map((one) => one.trim()).filter((one) => one !== ''))];
}
