// Which models of a comparison got worse, for whoever fails a build by it.

import { significance, type ModelComparison, type RunComparison } from './compareRuns';

/**
 * `significant`: more prompts worsened than improved, and chance alone would split them so unevenly in less than 5% of cases.
 * `any`: at least one prompt that was correct is incorrect or ends in error now.
 */
export type RegressionRule = 'significant' | 'any';

/** The models that got worse. */
export function regressions({ models }: RunComparison, rule: RegressionRule): ModelComparison[] {
  return models.filter(({ improved, worsened, unjudged, pValue }) => {
    if (rule === 'significant') return worsened.length > improved.length && pValue < significance;
    return (
      worsened.length > 0 || unjudged.some(({ base, other }) => base.verdict === 'correct' && other.verdict === 'error')
    );
  });
}
