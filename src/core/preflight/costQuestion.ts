// Whether a run is asked about because of what it may cost, and in which words. A cost that nobody knows is not taken for nothing.

import { formatCost, formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { planText } from '../../shared/text/planText';
import type { RunEstimate } from '../estimate/estimateRun';
import {
  callsText,
  costRangeText,
  durationText,
  estimateNotes,
  ownPricesNote,
  pricedByFilesNote,
} from '../estimate/estimateWords';
import { unpricedIn } from '../estimate/unpricedIn';
import type { Question } from './question';

export interface CostQuestion extends Question {
  /** `Sums: 2 models x 10 prompts = 20 tests` */
  title: string;
  /** USD: what is asked about above this; null: everything that charges. */
  aboveUsd: number | null;
}

/** Notes of an estimate that fit into a question; the sheet has all. */
const mostNotes = 4;

/**
 * Null when the run may begin unasked: nothing charges, or all costs are known and likely to come to at most `aboveUsd`, also without the
 * prices of the benchmark and its project file. With null every run that charges is asked about.
 */
export function costQuestion(estimate: RunEstimate, aboveUsd: number | null): CostQuestion | null {
  const charging = estimate.models.filter((model) => model.free === null && model.calls > 0);
  const judges = estimate.judgeCalls.filter(({ cost }) => cost === null || cost.high > 0);
  const unknown = unpricedIn(estimate);
  const isAbove = (estimate.costToConfirm ?? 0) > (aboveUsd ?? 0);
  const isUnsure = unknown.length + estimate.pricedByFiles.length > 0;
  const isAsked = isUnsure || isAbove || (aboveUsd === null && charging.length + judges.length > 0);
  if (!isAsked) return null;
  const ofPrices = ownPricesNote(estimate);
  const ofFiles = pricedByFilesNote(estimate);
  const notes = estimateNotes(estimate).filter((note) => note !== ofPrices && note !== ofFiles);
  return {
    aboveUsd,
    title: `${oneLine(estimate.benchmarkName)}: ${planText(estimate.models, estimate.prompts)}`,
    message: [messageOf(estimate, unknown), ...[ofPrices, ofFiles].filter((note) => note !== null)].join(' '),
    details: [
      `Calls: ${callsText(estimate)}`,
      `Cost: ${costRangeText(estimate)}`,
      `Time: ${durationText(estimate)}`,
      ...notes.slice(0, mostNotes),
      ...(notes.length > mostNotes ? [`... and ${notes.length - mostNotes} more in the pre-run sheet.`] : []),
    ],
  };
}

/** What is not known comes first; a budget holds only what is. */
function messageOf(estimate: RunEstimate, unknown: readonly string[]): string {
  const { cost, budgetUsd, judgeCalls } = estimate;
  if (unknown.length === 0) {
    const limit = budgetUsd === null ? '' : `, and never more than about the budget of ${formatCost(budgetUsd)}`;
    return `${callsText(estimate)} are likely to cost ${formatCost(cost?.likely ?? 0)} (${costRangeText(estimate)})${limit}.`;
  }
  const count = (judges: typeof judgeCalls): number => judges.reduce((sum, judge) => sum + judge.calls, 0);
  const calls = estimate.calls + count(judgeCalls);
  const priced = estimate.priced + count(judgeCalls.filter((judge) => judge.cost !== null));
  const open = `What ${formatCount(calls - priced)} of ${formatCount(calls)} calls will cost is not known (${unknown.join(', ')}).`;
  const rest = cost === null || cost.likely === 0 ? [] : [`The others are likely to cost ${formatCost(cost.likely)}.`];
  return [open, ...rest].join(' ');
}
