// The figures of a row that need all its lit tests at once. While squares light up they are counted anew only now and then, as counting
// sorts all values of a row; what is missing then comes a little later.

import type { PromptInfo } from '../../../src/shared/run/events';
import type { TestState } from '../../../src/shared/run/runState';
import { timedTests } from '../../../src/shared/run/machines';
import { distributionOf } from '../../../src/shared/statistics/statistics';
import type { Distribution } from '../../../src/shared/statistics/statistics';
import { trialsPerPrompt, trialStats } from '../../../src/shared/figures/trialStats';
import type { TrialStats } from '../../../src/shared/figures/trialStats';

export interface RowDetails {
  /** The distribution of `total` over judged tests, ms; empty where several machines measured them. */
  total: Distribution;
  /** Null in a run without trials. */
  trials: TrialStats | null;
}

/** The least time between two counts of a row that is moving, ms a test: 250 ms for a thousand, every frame for a few dozen. */
const recountAfter = 0.25;

export function countRowDetails(lit: readonly TestState[], prompts: readonly PromptInfo[]): RowDetails {
  const totals: number[] = [];
  for (const { timings } of timedTests(lit)) if (timings && timings.total !== null) totals.push(timings.total);
  return { total: distributionOf(totals), trials: trialsPerPrompt(prompts) > 1 ? trialStats(lit, prompts) : null };
}

export class RowDetailsCache {
  private known: { at: number; details: RowDetails; isStale: boolean }[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `size` is how many tests a row has, `count` counts it, `tell` says that a row has other figures than it was last told. */
  constructor(
    private readonly size: (row: number) => number,
    private readonly count: (row: number) => RowDetails,
    private readonly tell: (row: number) => void,
  ) {}

  /** `isMoving`: squares light up by themselves, so that figures may be a little old. */
  of(row: number, isMoving: boolean): RowDetails {
    const known = this.known[row];
    if (known && !known.isStale) return known.details;
    const now = performance.now();
    const least = recountAfter * this.size(row);
    if (known && isMoving && now - known.at < least) {
      this.timer ??= setTimeout(() => this.tellStale(), least);
      return known.details;
    }
    const details = this.count(row);
    this.known[row] = { at: now, details, isStale: false };
    return details;
  }

  /** A row has lit tests that were not counted. */
  changed(row: number): void {
    const known = this.known[row];
    if (known) known.isStale = true;
  }

  /** Nothing moves any more: rows with old figures are told now. */
  tellStale(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (let row = 0; row < this.known.length; row++) if (this.known[row]?.isStale) this.tell(row);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.known = [];
  }
}
