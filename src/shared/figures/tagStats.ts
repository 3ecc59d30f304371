// The figures of a run by tag and model: how right and how fast each model is with each kind of prompt. A prompt with several tags counts
// for each of them.

import type { PromptInfo } from '../run/events';
import type { RunState } from '../run/runState';
import { modelStats, type ModelStats } from './runStats';

interface TagStats {
  tag: string;
  /** How many tests a model has with this tag. */
  tests: number;
  /** By model, in the order of the run. */
  models: { model: string; stats: ModelStats }[];
}

/** The tags of a run's prompts, in the order in which they first occur. */
export function tagsOf(prompts: readonly PromptInfo[]): string[] {
  return [...new Set(prompts.flatMap(({ tags = [] }) => tags))];
}

/** One entry for each tag, in the order of `tagsOf`; none for a run without tags. */
export function tagStats({ prompts, models }: Pick<RunState, 'prompts' | 'models'>): TagStats[] {
  return tagsOf(prompts).map((tag) => {
    const having = new Set(prompts.filter(({ tags = [] }) => tags.includes(tag)).map(({ index }) => index));
    return {
      tag,
      tests: having.size,
      models: models.map(({ model, tests }) => ({
        model,
        stats: modelStats(tests.filter(({ index }) => having.has(index))),
      })),
    };
  });
}
