// What is said at the end of a comparison: whether a model got worse by the rule that was asked for. Pure.

import { regressions, ruleWords, untold, type HeldAgainst } from '../../shared/comparing/regressions';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { Colors } from '../terminal/terminal';

/** `Regression (any prompt that was correct and is not any more): openai~gpt-4o in 2026-11-22_08-00-00_sums` */
export function regressionText(held: readonly HeldAgainst[], colors: Colors): string {
  const found = held.flatMap(({ comparison, rule }) =>
    regressions(comparison, rule).map(
      ({ base, other }) => `${base === other ? other : `${other} against ${base}`} in ${comparison.other}`,
    ),
  );
  const words = [...new Set(held.map(({ rule }) => ruleWords[rule]))].join('; ');
  return found.length === 0
    ? colors.green(`No regression (${words}).`)
    : colors.red(`Regression (${words}): ${found.map(oneLine).join('; ')}`);
}

/** Names the models of which nothing can be said; null where there is none. */
export function untoldText(held: readonly HeldAgainst[]): string | null {
  const names = held.flatMap(({ comparison }) =>
    untold(comparison).map(({ other }) => `${other} of ${comparison.other}`),
  );
  return names.length === 0
    ? null
    : `Nothing can be said of ${names.map(oneLine).join(', ')}: no prompt was judged on both sides.`;
}
