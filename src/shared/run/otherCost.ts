// What a run was charged beside its answers: attempts that were made again, warm-up calls and judge models. Kept apart from the cost of the tests. Pure.

import type { ChargedCalls, TestCost } from './testMeasurement';

export interface OtherCost {
  /** Attempts that brought no answer and were made again, also by a run that asked a failed test once more. */
  failedAttempts: ChargedCalls;
  warmUps: ChargedCalls;
  /** Judge models, of answers of the tests; of a whole run also of labelled answers. */
  judging: ChargedCalls;
}

export function noOtherCost(): OtherCost {
  return { failedAttempts: { usd: 0, calls: 0 }, warmUps: { usd: 0, calls: 0 }, judging: { usd: 0, calls: 0 } };
}

/** The charged ones of some calls. */
export function chargedCalls(costs: readonly (TestCost | null | undefined)[]): ChargedCalls {
  const charged = costs.flatMap((cost) => (cost?.usd ? [cost.usd] : []));
  return { usd: charged.reduce((sum, usd) => sum + usd, 0), calls: charged.length };
}

/** Adds in place. */
export function addCharged(sum: ChargedCalls, { usd, calls }: ChargedCalls): void {
  sum.usd += usd;
  sum.calls += calls;
}

/** Of several models together, and of the calibration of `judges`. */
export function totalOtherCost(
  models: readonly { otherCost: OtherCost }[],
  judges: readonly { cost: ChargedCalls }[] = [],
): OtherCost {
  const total = noOtherCost();
  for (const { otherCost } of models) {
    addCharged(total.failedAttempts, otherCost.failedAttempts);
    addCharged(total.warmUps, otherCost.warmUps);
    addCharged(total.judging, otherCost.judging);
  }
  for (const { cost } of judges) addCharged(total.judging, cost);
  return total;
}

/** USD of all of it. */
export function otherUsd({ failedAttempts, warmUps, judging }: OtherCost): number {
  return failedAttempts.usd + warmUps.usd + judging.usd;
}
