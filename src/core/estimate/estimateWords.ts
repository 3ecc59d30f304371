// An estimate in words, the same in the terminal and in VS Code: one line of money, the notes, what it is made of. Pure.

import { counted } from '../../shared/text/counted';
import { formatCost, formatCount, formatDuration, formatPercent } from '../../shared/text/format';
import type { Range } from '../cost/guessTokens';
import type { ModelEstimate, RunEstimate } from './estimateRun';
import { parseModel } from '../../shared/run/model';
import { isThroughVsCode } from '../../shared/run/throughVsCode';

/** `$0.11 to $4.20, likely $0.42 (60 of 80 calls priced)`, `n/a (0 of 80 calls priced)`, `$0`. */
export function costRangeText({ cost, priced, calls }: Pick<RunEstimate, 'cost' | 'priced' | 'calls'>): string {
  return `${rangeText(cost, formatCost)}${priced < calls ? ` (${formatCount(priced)} of ${formatCount(calls)} calls priced)` : ''}`;
}

/** `$0.11 to $4.20, likely $0.42`; `n/a`; one figure where the three are written alike. */
export function rangeText(range: Range | null, format: (value: number | null) => string): string {
  if (!range) return format(null);
  const [low, likely, high] = [format(range.low), format(range.likely), format(range.high)];
  return low === high ? likely : `${low} to ${high}, likely ${likely}`;
}

/** `80 calls`, `80 calls and 4 warm-up calls`. */
export function callsText({ calls, warmUpCalls }: RunEstimate): string {
  return `${counted(calls, 'call')}${warmUpCalls === 0 ? '' : ` and ${counted(warmUpCalls, 'warm-up call')}`}`;
}

/** `about 2 min 10 s`, or why nobody knows. */
export function durationText({ durationMs, mode }: RunEstimate): string {
  if (mode === 'batch') return 'n/a: batches are answered within hours, at the latest in a day';
  return durationMs === null ? 'n/a: no earlier run of this benchmark tells' : `about ${formatDuration(durationMs)}`;
}

/** What a model's cost is made of: `simulated`, `local`, `settings`, `genai-prices 0.1.8, openai/gpt-4o`, `no known price`. */
export function priceText({
  free,
  priceSource,
  batchShare,
}: Pick<ModelEstimate, 'free' | 'priceSource' | 'batchShare'>): string {
  const share = batchShare === null || batchShare === 1 ? '' : `, of which a batch costs ${formatPercent(batchShare)}`;
  return free ?? (priceSource === null ? 'no known price' : `${priceSource}${share}`);
}

/** Said where a benchmark's own prices are lower than those known without them; null elsewhere. */
export function ownPricesNote({ cost, costToConfirm }: Pick<RunEstimate, 'cost' | 'costToConfirm'>): string | null {
  if (costToConfirm === null || costToConfirm <= (cost?.likely ?? 0)) return null;
  return `Without prices of the benchmark and its project file the run is likely to cost ${formatCost(costToConfirm)}.`;
}

/** Said where nobody but the benchmark or its project file knows a price, which may be any; null elsewhere. */
export function pricedByFilesNote({ pricedByFiles }: Pick<RunEstimate, 'pricedByFiles'>): string | null {
  if (pricedByFiles.length === 0) return null;
  return `Only the benchmark or its project file says a price for ${pricedByFiles.join(', ')}.`;
}

/** Everything that will be in the way of the run, a sentence each; the most important first. */
export function estimateNotes(estimate: RunEstimate): string[] {
  return [
    ...estimate.missingKeys.map(
      ({ keyVariable, models }) => `${keyVariable} is not set; it is needed for ${models.join(', ')}.`,
    ),
    ...notesBesideKeys(estimate),
  ];
}

/** The same without the keys that are missing, for where these can be set. */
export function notesBesideKeys(estimate: RunEstimate): string[] {
  const { mode, budgetUsd, cost, judgeCalls, models, resized, priceProblem } = estimate;
  const unpriced = models.filter((model) => model.cost === null && model.calls > 0);
  const noPrice = unpriced
    .filter((model) => model.priceSource === null && !isThroughVsCode(parseModel(model.model)))
    .map((model) => model.model);
  const throughVsCode = models
    .filter(({ model, calls }) => calls > 0 && isThroughVsCode(parseModel(model)))
    .map(({ model }) => model);
  const noCost = unpriced.filter((model) => model.priceSource !== null);
  return [
    ...(mode === 'batch' && budgetUsd !== null
      ? [
          `A batch is submitted as a whole, so the budget of ${formatCost(budgetUsd)} can't stop it when it is under way.`,
        ]
      : []),
    ...(mode !== 'batch' && budgetUsd !== null && cost && cost.likely > budgetUsd
      ? [`The budget of ${formatCost(budgetUsd)} is likely to end the run before all tests are asked.`]
      : []),
    ...judgeCalls.map(
      ({ judge, calls, cost: ofJudge }) =>
        `${counted(calls, 'call')} to the judge ${judge} come on top of these; ${ofJudge ? `their cost is in that of the run: ${rangeText(ofJudge, formatCost)}` : 'no price of it is known'}.`,
    ),
    ...[ownPricesNote(estimate)].filter((note) => note !== null),
    ...(priceProblem === undefined ? [] : [priceProblem]),
    ...(throughVsCode.length > 0
      ? [
          `${throughVsCode.join(', ')}: asked through VS Code only, with the account that you are signed in with there, so no key is needed. Its quota and its terms hold; what a request costs is not told. VS Code may ask whether the models may be used.`,
        ]
      : []),
    ...(noPrice.length > 0
      ? [
          `No price is known of ${noPrice.join(', ')}: set one in the benchmark (prices) or the settings, or update the prices.`,
        ]
      : []),
    ...noCost.map(
      (model) =>
        `The cost of ${model.model} can't be told in advance: ${model.input === null ? 'how many tokens its pictures are is not known' : 'it is paid by the hour, and no earlier run tells how long a test takes'}.`,
    ),
    ...models.flatMap((model) =>
      model.notAsked.map(
        (reason) => `${counted(reason.tests, 'test')} of ${model.model} will not be run: ${reason.message}`,
      ),
    ),
    ...models.flatMap((model) =>
      model.maybeBlind > 0
        ? [
            `Whether ${model.model} takes pictures is not known; ${counted(model.maybeBlind, 'test')} of it ${model.maybeBlind === 1 ? 'has' : 'have'} one.`,
          ]
        : [],
    ),
    ...resized.map(
      ({ source, from, to }) =>
        `${source} will be resized from ${from.width} x ${from.height} to ${to.width} x ${to.height} px.`,
    ),
  ];
}

/** What the figures are made of. */
export function basisText({ models, priceList }: RunEstimate): string {
  const runs = Math.max(0, ...models.map((model) => model.earlierRuns));
  const past =
    runs === 0
      ? 'There is no earlier run of this benchmark, so answers are guessed by test type'
      : `Calibrated with ${runs === 1 ? 'an earlier run' : `up to ${formatCount(runs)} earlier runs`} of this benchmark`;
  return `${past}; the high end is the longest answer a model is allowed. Price list: ${priceList}. Nothing was sent to anybody for this.`;
}
