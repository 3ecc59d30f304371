// The figures of a finished run held against what its benchmark requires. Pure.

import { isAtMost } from '../statistics/isAtMost';
import type { RequirementName } from '../run/requirements';
import { requirementNames } from '../run/requirements';
import type { ModelState, RunState } from '../run/runState';
import { modelDetails } from './modelDetails';
import { modelStats } from './runStats';

export interface CheckedRequirement {
  /** Canonical string. */
  model: string;
  name: RequirementName;
  /** What is required: of accuracy the least, of all others the most. */
  limit: number;
  /** Null where nobody knows the figure; it is not met then. */
  value: number | null;
  isMet: boolean;
}

type CheckedRun = Pick<RunState, 'models' | 'prompts' | 'status' | 'shard'>;

/** Every figure that is required of a row. None while the run goes on, when it was broken off, and of a shard: they are required of the whole run. */
export function checkedRequirements({ models, prompts, status, shard }: CheckedRun): CheckedRequirement[] {
  if (status !== 'finished' || shard !== null) return [];
  return models.flatMap((model) => {
    const { requirements } = model;
    if (requirements === undefined) return [];
    const figures = figuresOf(model, prompts);
    return requirementNames.flatMap((name): CheckedRequirement[] => {
      const limit = requirements[name];
      if (limit === undefined) return [];
      const value = figures[name];
      const isMet = value !== null && (name === 'accuracy' ? value >= limit : isAtMost(value, limit));
      return [{ model: model.model, name, limit, value, isMet }];
    });
  });
}

function figuresOf(
  { tests }: ModelState,
  prompts: RunState['prompts'],
): { readonly [name in RequirementName]: number | null } {
  const { accuracy, error, costUsd, priced, finished } = modelStats(tests);
  const { total, ttft } = modelDetails(tests, prompts).times;
  return {
    accuracy,
    errors: error,
    total_p50_ms: total.p50,
    total_p95_ms: total.p95,
    ttft_p50_ms: ttft.p50,
    ttft_p95_ms: ttft.p95,
    // The sum of some costs says nothing of all.
    cost_usd: priced < finished ? null : costUsd,
  };
}
