// The figures of a comparison as words: both sides, the difference with its interval, and whether chance may have made it; the same
// in the terminal and on the page. Pure.

import type { PairedDifference } from '../statistics/bootstrap';
import {
  significance,
  type ComparedAccuracies,
  type ComparedAccuracy,
  type ComparedCheck,
  type ComparedFigures,
} from './compareRuns';
import { formatCost, formatCount, formatDuration, formatPercent, formatInterval } from '../text/format';
import { oneLine } from '../text/hiddenCharacters';
import type { Interval } from '../statistics/proportions';

export interface DifferenceRow {
  name: string;
  /** What the figure is, for a tooltip. */
  definition: string;
  base: string;
  other: string;
  difference: string;
  pairs: string;
  /** What it comes to. */
  reading: string;
  isBetter: boolean;
  isWorse: boolean;
}

/** What is needed of a comparison to speak of its verdicts; `improved` and `worsened` are counts. */
interface ComparedVerdicts {
  accuracy: ComparedAccuracies;
  judged: number;
  improved: number;
  worsened: number;
  pValue: number;
}

interface FigureKind {
  name: string;
  definition: string;
  format: (value: number) => string;
  less: string;
  more: string;
}

const ofMedians =
  'The difference is the median of the differences of the pairs (other - base), with its 95% bootstrap interval: not the difference of the two medians beside it.';
const ofMeans =
  'The difference is the mean of the differences of the pairs (other - base), with its 95% bootstrap interval.';

const names = ['total', 'ttft', 'costUsd', 'outputTokens'] as const;

const kinds: { readonly [figure in (typeof names)[number]]: FigureKind } = {
  total: {
    name: 'total p50',
    definition: `From dispatch to the end of the answer, the median over the prompts that both sides judged. ${ofMedians}`,
    format: formatDuration,
    less: 'faster',
    more: 'slower',
  },
  ttft: {
    name: 'TTFT p50',
    definition: `From dispatch to the first token, the median over the prompts that both sides judged. ${ofMedians}`,
    format: formatDuration,
    less: 'faster',
    more: 'slower',
  },
  costUsd: {
    name: 'cost a test',
    definition: `USD, the mean over the prompts whose cost is known on both sides. ${ofMeans}`,
    format: formatCost,
    less: 'cheaper',
    more: 'dearer',
  },
  outputTokens: {
    name: 'output tokens',
    definition: `Tokens a test, reasoning included, the mean over the prompts that both sides judged. ${ofMeans}`,
    format: (tokens) => tokens.toFixed(1),
    less: 'shorter',
    more: 'longer',
  },
};

/** A row for each figure that some pair has. */
export function differenceRows(figures: ComparedFigures): DifferenceRow[] {
  return names.flatMap((name) => {
    const difference = figures[name];
    return difference ? [figureRow(kinds[name], difference)] : [];
  });
}

function figureRow({ name, definition, format, less, more }: FigureKind, difference: PairedDifference): DifferenceRow {
  const { before, after, value, pairs, interval } = difference;
  const isLess = interval !== null && interval.high < 0;
  const isMore = interval !== null && interval.low > 0;
  const range = interval === null ? '' : ` (${signed(interval.low, format)} to ${signed(interval.high, format)})`;
  return {
    name,
    definition,
    base: format(before),
    other: format(after),
    difference: `${signed(value, format)}${range}`,
    pairs: formatCount(pairs),
    reading:
      interval === null
        ? 'too few pairs to say'
        : isLess
          ? less
          : isMore
            ? more
            : interval.low === 0 && interval.high === 0
              ? 'equal'
              : 'could be chance',
    isBetter: isLess,
    isWorse: isMore,
  };
}

/** What must be known to read the figures right: a sentence for each thing. */
export function figureNotes(figures: ComparedFigures): string[] {
  return [...machineNotes(figures), ...medianNotes(figures)];
}

function machineNotes({ severalMachines: sides }: ComparedFigures): string[] {
  if (sides.length === 0) return [];
  return [
    `No times: ${sides.join(' and ')} ${sides.length === 1 ? 'was' : 'were'} measured on several machines, whose times say nothing together.`,
  ];
}

/** Says why a difference goes the other way than the two medians beside it; one sentence for each figure of which that is so. */
function medianNotes(figures: ComparedFigures): string[] {
  return names.flatMap((name) => {
    const { name: title, format, less, more } = kinds[name];
    const difference = figures[name];
    if (!difference) return [];
    const { before, after, value, statistic } = difference;
    if (statistic !== 'median' || value * (after - before) >= 0) return [];
    const [most, rise] = [value < 0 ? less : more, after < before ? 'lower' : 'higher'];
    return `${title}: the median of other is ${rise} (${format(before)} -> ${format(after)}), yet on half of the prompts or more other is ${most}; the difference (${signed(value, format)}) is taken prompt by prompt.`;
  });
}

/** Both accuracies and what McNemar's exact test says of them; null when no prompt was judged on both sides. */
export function accuracyRow({
  accuracy: { base, other, difference },
  judged,
  improved,
  worsened,
  pValue,
}: ComparedVerdicts): DifferenceRow | null {
  if (base.share === null || other.share === null || difference === null) return null;
  const isSure = pValue < significance;
  return {
    name: 'accuracy',
    definition: `correct / (correct + incorrect) over the prompts that both sides judged, in brackets its 95% Wilson interval. The difference is the mean of the differences of the pairs (other - base), with its 95% bootstrap interval. p: McNemar's exact test, two-sided: how likely chance alone splits the changed verdicts at least so unevenly.`,
    base: accuracyText(base),
    other: accuracyText(other),
    difference: pointsText(difference),
    pairs: formatCount(judged),
    reading: chanceText({ improved, worsened, pValue }),
    isBetter: improved > worsened && isSure,
    isWorse: worsened > improved && isSure,
  };
}

/** A row for each named check that both sides judged some prompt by. */
export function checkRows(checks: readonly ComparedCheck[]): DifferenceRow[] {
  return checks.flatMap((check) => {
    const row = accuracyRow(check);
    const definition = `Prompts for which the check "${check.name}" held, among those that both sides judged by it. p: McNemar's exact test, two-sided.`;
    return row ? [{ ...row, name: `check: ${oneLine(check.name)}`, definition }] : [];
  });
}

/** `+75 ms`, `-$0.0002`, `0 ms`. */
function signed(value: number, format: (value: number) => string): string {
  const text = format(Math.abs(value));
  // A sign before what is written as nothing would say more than the figure.
  return text === format(0) || value === 0 ? format(0) : `${value < 0 ? '-' : '+'}${text}`;
}

/** `-25 points (-42 to -8)`, in hundredths. */
function pointsText({ value, interval }: PairedDifference): string {
  const points = (share: number): string => {
    const hundredths = Number((share * 100).toFixed(1));
    return `${hundredths > 0 ? '+' : ''}${hundredths}`;
  };
  return `${points(value)} points${interval === null ? '' : ` (${points(interval.low)} to ${points(interval.high)})`}`;
}

/** `93.3% (79-98)`: the share and its 95% interval in whole percent. */
export function accuracyText({ share, interval }: Pick<ComparedAccuracy, 'share' | 'interval'>): string {
  return `${formatPercent(share)}${intervalText(interval)}`;
}

/** ` (79-98)`, nothing for no interval. */
function intervalText(interval: Interval | null): string {
  return interval === null ? '' : ` (${formatInterval(interval)})`;
}

/** Whether the verdicts' split could be chance: `could be chance (p = 0.63)`. */
function chanceText({
  improved,
  worsened,
  pValue,
}: Pick<ComparedVerdicts, 'improved' | 'worsened' | 'pValue'>): string {
  if (improved === 0 && worsened === 0) return 'no verdict differs';
  const word =
    pValue >= significance ? 'could be chance' : worsened > improved ? 'worse, hardly chance' : 'better, hardly chance';
  return `${word} (${pText(pValue)})`;
}

/** `p = 0.34`, `p = 0.003`, `p < 0.001`; what is just below 5% does not read as 5%. */
export function pText(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  if (p < significance && p.toFixed(3) === significance.toFixed(3)) return `p < ${significance}`;
  return `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}
