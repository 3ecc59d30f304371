// Keeps a run within the money the user allows. Counts known costs only; what is under way is reckoned at the model's mean so far.

import { formatCost } from '../../shared/text/format';
import { isAtMost } from '../../shared/statistics/isAtMost';
import type { TestCost } from '../../shared/run/testMeasurement';
import { otherUsd, totalOtherCost } from '../../shared/run/otherCost';
import type { NotRunReason } from '../../shared/run/verdict';
import type { RunToExecute } from './runToExecute';

export class Budget {
  private spent = 0;
  private readonly models = new Map<string, { usd: number; tests: number; underWay: number }>();

  /** `limitUsd` null: no limit. `spentUsd`: what the run has cost before it was resumed. */
  constructor(
    private readonly limitUsd: number | null,
    spentUsd = 0,
  ) {
    this.spent = spentUsd;
  }

  /** Why a test must not be asked any more; null when it may, and then it counts as under way until `settle`. */
  reserve(model: string): NotRunReason | null {
    const own = this.of(model);
    const next = this.expected(own.usd / Math.max(1, own.tests));
    if (this.limitUsd !== null && !isAtMost(this.spent + next, this.limitUsd)) {
      const message = `The run's budget of ${formatCost(this.limitUsd)} is used up: ${formatCost(this.spent)} spent, and another test could exceed it.`;
      return { kind: 'budget', message };
    }
    own.underWay++;
    return null;
  }

  /** A test of before the run was resumed, which tells what the model's next ones may cost. */
  recall(model: string, cost: TestCost | null): void {
    this.add(this.of(model), cost);
  }

  /** The test has ended; `cost` is null for one that was not asked after all. */
  settle(model: string, cost: TestCost | null): void {
    const own = this.of(model);
    own.underWay--;
    this.add(own, cost);
  }

  /** What is charged beside the answers: it is spent, and says nothing of what a test costs. */
  pay(usd: number): void {
    this.spent += usd;
  }

  private add(own: { usd: number; tests: number }, cost: TestCost | null): void {
    const usd = cost?.usd ?? null;
    if (usd === null) return;
    this.spent += usd;
    own.usd += usd;
    own.tests++;
  }

  /** What is under way and one more test at `usd`, at each model's mean. */
  private expected(usd: number): number {
    let sum = usd;
    for (const { usd: total, tests, underWay } of this.models.values())
      if (tests > 0) sum += (total / tests) * underWay;
    return sum;
  }

  private of(model: string): { usd: number; tests: number; underWay: number } {
    const known = this.models.get(model) ?? { usd: 0, tests: 0, underWay: 0 };
    this.models.set(model, known);
    return known;
  }
}

/** What is left of a run's budget after all that it has cost so far. */
export function budgetOf({ planned, folder }: Pick<RunToExecute, 'planned' | 'folder'>): Budget {
  const budget = new Budget(planned.plan.budgetUsd);
  budget.pay(otherUsd(totalOtherCost([], folder.state.judges)));
  for (const { model, tests, otherCost } of folder.state.models) {
    for (const { cost } of tests) budget.recall(model, cost);
    budget.pay(otherUsd(otherCost));
  }
  return budget;
}
