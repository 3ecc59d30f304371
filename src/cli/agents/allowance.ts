// What a server for agents may spend: what its user said when starting it, and what they say when they are asked. An agent has no say: prices
// that a file it may have written names hold no budget.

import type { RunEstimate } from '../../core/estimate/estimateRun';
import { costQuestion } from '../../core/preflight/costQuestion';
import { modelStats } from '../../shared/figures/runStats';
import { otherUsd, totalOtherCost } from '../../shared/run/otherCost';
import type { RunState } from '../../shared/run/runState';
import { formatCost } from '../../shared/text/format';

interface WantedRun {
  estimate: RunEstimate;
  /** USD; absent where the agent named none. */
  budgetUsd: number | undefined;
  /** Whether prices of the benchmark or a project file count in the estimate. */
  hasPricesOfFiles: boolean;
}

/** What a run may cost, USD; null for a run that nothing charges for, and for one that the user wants whatever it costs. */
type Permission = { budgetUsd: number | null } | { notAllowed: string[] };

/** Asks the user; undefined where the client can't. */
export type AskUser = ((question: string) => Promise<boolean>) | undefined;

export class Allowance {
  private spentUsd = 0;

  /** `limitUsd`: for all runs of the server together; null where the user allowed none. */
  constructor(private readonly limitUsd: number | null) {}

  async permit(wanted: WantedRun, ask: AskUser): Promise<Permission> {
    const { estimate, budgetUsd: wish = Infinity } = wanted;
    const question = costQuestion(estimate, null);
    if (!question && !(wanted.hasPricesOfFiles && estimate.judgeCalls.length > 0)) return { budgetUsd: orNull(wish) };
    const left = (this.limitUsd ?? 0) - this.spentUsd;
    const why = this.reasonAgainst(wanted, left);
    if (why === null) return { budgetUsd: Math.min(left, wish, estimate.budgetUsd ?? Infinity) };
    if (!ask) return { notAllowed: [why, ...this.whatToDo()] };
    const words = [
      question?.title ?? estimate.benchmarkName,
      question?.message ?? '',
      ...(question?.details ?? []),
      why,
    ];
    if (await ask(words.filter((line) => line !== '').join('\n')))
      return { budgetUsd: orNull(Math.min(wish, estimate.budgetUsd ?? Infinity)) };
    return { notAllowed: ['The user was asked and did not allow the run. Nothing was sent to any model.'] };
  }

  /** Counts a run that has ended, also one that was cut short. A test without a known cost counts as dear as the estimate makes one. */
  count({ models, judges }: RunState, estimate: RunEstimate): void {
    const { costUsd, finished, priced } = modelStats(models.flatMap(({ tests }) => tests));
    const dearest = estimate.calls === 0 ? 0 : (estimate.cost?.high ?? 0) / estimate.calls;
    this.spentUsd += (costUsd ?? 0) + otherUsd(totalOtherCost(models, judges)) + (finished - priced) * dearest;
  }

  /** Null when what the user said at the start is enough. */
  private reasonAgainst({ estimate, hasPricesOfFiles }: WantedRun, left: number): string | null {
    if (this.limitUsd === null)
      return 'This server was started without --allow-run, so no run that may cost money is started unasked.';
    if (hasPricesOfFiles)
      return 'The benchmark or its project file names prices, and a budget is not held by prices that an agent may have written.';
    const isKnown = estimate.priced === estimate.calls && estimate.judgeCalls.every(({ cost }) => cost !== null);
    if (!isKnown) return 'What some of the calls cost is not known, so that no budget can hold them.';
    const likely = estimate.costToConfirm ?? 0;
    if (likely <= left) return null;
    return `The run is likely to cost ${formatCost(likely)}, and ${formatCost(Math.max(0, left))} is left of the ${formatCost(this.limitUsd)} that this server may spend.`;
  }

  private whatToDo(): string[] {
    return [
      'Nothing was sent to any model. Tell the user what the run is likely to cost, and that they can:',
      'run it themselves: iso-speed-bench run FILE, or in VS Code;',
      `or start this server with --allow-run --budget USD, which holds for all runs until it ends${this.limitUsd === null ? '' : ', and a higher amount'}.`,
    ];
  }
}

function orNull(usd: number): number | null {
  return Number.isFinite(usd) ? usd : null;
}
