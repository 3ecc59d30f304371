// The variants of the base prompt held against each other within a run: how right each row is, and what it gained or lost against the first
// variant of its model, prompt by prompt.

import { isJudged } from '../run/verdict';
import { withoutVariant } from '../run/model';
import type { ModelState, RunState } from '../run/runState';
import { wilsonInterval } from '../statistics/proportions';
import { compareVerdicts, type ComparedAccuracy } from './compareRuns';
import { accuracyRow, type DifferenceRow } from './differenceRows';
import { promptGroups } from './promptGroups';

export interface VariantScore {
  row: ModelState;
  variant: string;
  /** Over all its judged tests. */
  accuracy: Pick<ComparedAccuracy, 'share' | 'interval'>;
  /** Over the prompts that both judged; null for the first variant, and where there are none. */
  againstFirst: DifferenceRow | null;
}

/** A model, or a row of it that has a label or parameters of its own, with its variants in the order of the run; never one alone. */
export interface VariantScores {
  /** The string of the row without its variant. */
  model: string;
  variants: VariantScore[];
}

/** Whether rows of the run are variants of one model. */
export function hasVariants({ models }: Pick<RunState, 'models'>): boolean {
  return rowsByModel(models).length > 0;
}

/** Empty for a run without variants. */
export function variantScores({ prompts, models }: Pick<RunState, 'prompts' | 'models'>): VariantScores[] {
  const groups = rowsByModel(models);
  if (groups.length === 0) return [];
  const pairs = promptGroups(prompts).map(({ group }) => ({ label: group.label, base: group, other: group }));
  return groups.map(([model, rows]) => ({
    model,
    variants: rows.map((row, position) => {
      const { improved, worsened, ...compared } = compareVerdicts(rows[0]!, row, pairs);
      return {
        row,
        variant: row.variant ?? '',
        accuracy: accuracyOf(row),
        againstFirst:
          position === 0 ? null : accuracyRow({ ...compared, improved: improved.length, worsened: worsened.length }),
      };
    }),
  }));
}

function rowsByModel(models: readonly ModelState[]): [model: string, rows: ModelState[]][] {
  const groups = new Map<string, ModelState[]>();
  for (const row of models) {
    if (row.variant === undefined) continue;
    const model = withoutVariant(row);
    groups.set(model, [...(groups.get(model) ?? []), row]);
  }
  return [...groups].filter(([, rows]) => rows.length > 1);
}

function accuracyOf({ tests }: ModelState): VariantScore['accuracy'] {
  const judged = tests.filter(isJudged).length;
  const correct = tests.filter(({ verdict }) => verdict === 'correct').length;
  return { share: judged === 0 ? null : correct / judged, interval: wilsonInterval(correct, judged) };
}
