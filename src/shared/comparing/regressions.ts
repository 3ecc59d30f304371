// Which models of a comparison got worse, for whoever fails a build by it.

import { significance, type ModelComparison, type PromptChange, type RunComparison } from './compareRuns';

/**
 * `significant`: more prompts worsened than improved, and chance alone would split them so unevenly in less than 5% of cases.
 * `any`: at least one prompt that was correct is incorrect or ends in error now.
 */
export type RegressionRule = 'significant' | 'any';

/** The rules in words. */
export const ruleWords: { readonly [rule in RegressionRule]: string } = {
  significant: `more prompts worse than better, p < ${significance}`,
  any: 'any prompt that was correct and is not any more',
};

/** A run held against an earlier one, and what of it counts as a regression. */
export interface HeldAgainst {
  comparison: RunComparison;
  rule: RegressionRule;
}

/** The models that got worse. */
export function regressions({ models }: RunComparison, rule: RegressionRule): ModelComparison[] {
  return models.filter((model) => {
    const { improved, worsened, pValue } = model;
    return rule === 'significant' ? worsened.length > improved.length && pValue < significance : lost(model).length > 0;
  });
}

/** The prompts that were correct and are incorrect or end in error now. */
export function lost({ worsened, unjudged }: Pick<ModelComparison, 'worsened' | 'unjudged'>): PromptChange[] {
  return [
    ...worsened,
    ...unjudged.filter(({ base, other }) => base.verdict === 'correct' && other.verdict === 'error'),
  ];
}

/** The models of which nothing can be said, because no prompt was judged on both sides. */
export function untold({ models }: RunComparison): ModelComparison[] {
  return models.filter(({ judged }) => judged === 0);
}
