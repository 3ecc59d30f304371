// The rubrics of a plan.

import { rubricKey, type Rubric } from '../checks/rubricKey';
import type { LoadedPrompt } from '../benchmark/loadedPrompt';
import { needsOf } from '../testTypes/findTestType';
import type { TestQueue } from './schedule';

/** The rubrics that answers of this run are judged by, each once, by their keys. */
export function rubricsOf({
  prompts,
  queues,
}: {
  prompts: readonly LoadedPrompt[];
  queues: readonly TestQueue[];
}): ReadonlyMap<string, Rubric> {
  const asked = new Set(queues.flatMap(({ tests }) => tests.map(({ index }) => index)));
  const all = prompts
    .filter(({ skip }, position) => skip === undefined && asked.has(position + 1))
    .flatMap((prompt) => needsOf(prompt).rubrics ?? []);
  return new Map(all.map((rubric) => [rubricKey(rubric), rubric]));
}
