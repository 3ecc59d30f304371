// The figures of a model's row: for each its name, its value and the definition shown as its tooltip.
// Pure; the definitions are those of the run's own records.

import {
  formatCost,
  formatCount,
  formatDuration,
  formatPercent,
  formatRate,
  formatInterval,
} from '../../../src/shared/text/format';
import type { Award, ModelStats } from '../../../src/shared/figures/runStats';
import type { ModelState } from '../../../src/shared/run/runState';
import { leastForP90, leastForP99 } from '../../../src/shared/statistics/statistics';
import type { Distribution } from '../../../src/shared/statistics/statistics';
import type { TrialStats } from '../../../src/shared/figures/trialStats';
import { wilsonInterval } from '../../../src/shared/statistics/proportions';
import { otherCostText } from '../../../src/shared/words/otherCostText';
import { costNote } from '../../../src/shared/words/testText';
import type { ModelInfo } from '../../../src/shared/run/model';

export interface RowFigure {
  name: string;
  value: string;
  /** What must be known to read the value right. */
  note?: string | null;
  definition: string;
}

export const countDefinitions = {
  correct: 'Correct: tests whose answer was judged right.',
  incorrect: 'Incorrect: tests whose answer was judged wrong.',
  error:
    'Error: tests without a judgeable answer (time-out, refusal, cut off, failure of the model API). Not in the accuracy, nor in any average.',
};

/** `96.7%` and, where anything was judged, its interval `83-99`. */
export function accuracyFigure(stats: ModelStats): RowFigure & { interval: string | null } {
  const judged = stats.correct + stats.incorrect;
  const interval = wilsonInterval(stats.correct, judged);
  return {
    name: 'accuracy',
    value: formatPercent(stats.accuracy),
    interval: interval && formatInterval(interval),
    definition: `Accuracy: correct / (correct + incorrect), here ${stats.correct} of ${judged}. In brackets the 95% interval (Wilson): where the true share plausibly lies. Errors are not in it.`,
  };
}

export function rateFigure(stats: ModelStats): RowFigure {
  const isEndToEnd = stats.tokensPerSecondBasis === 'endToEnd';
  return {
    name: isEndToEnd ? 'speed, e2e' : 'speed, decode',
    value: formatRate(stats.tokensPerSecond),
    definition: isEndToEnd
      ? 'End-to-end speed: output tokens / total duration, tokens per second, so the wait for the first token is in it. Mean over judged tests. The decode speed was not measured.'
      : 'Decode speed: (output tokens - 1) / (last token - first token), tokens per second, after the first token has come. Mean over judged tests.',
  };
}

export function totalFigure(stats: ModelStats): RowFigure {
  return {
    name: 'avg. total',
    value: formatDuration(stats.averageTotal),
    definition: `${definitions.total} Mean over judged tests.`,
  };
}

function loadFigure(stats: ModelStats): RowFigure {
  return {
    name: 'avg. load',
    value: formatDuration(stats.averageLoad),
    definition:
      'Average load duration: loading the model into memory, as its server reports it (Ollama). n/a where nobody reports it.',
  };
}

function ttftFigure(stats: ModelStats): RowFigure {
  return {
    name: 'TTFT p50',
    value: formatDuration(stats.medianTtft),
    definition: `${definitions.ttft} Median (nearest rank) over judged tests.`,
  };
}

function tokensFigure(stats: ModelStats): RowFigure {
  const { inputTokens, outputTokens } = stats;
  const isKnown = inputTokens !== null && outputTokens !== null;
  return {
    name: 'tokens in + out',
    value: isKnown ? `${shortCount(inputTokens)} + ${shortCount(outputTokens)}` : formatCount(null),
    definition: `${isKnown ? `${formatCount(inputTokens)} + ${formatCount(outputTokens)}. ` : ''}Input and output tokens of all finished tests, reasoning tokens included. Tokens of different models are not the same length of text.`,
  };
}

/** `9,999`, `134k`, `1.2M`: fits beside another one; the exact number is in the tooltip. */
function shortCount(count: number): string {
  if (count < 10_000) return formatCount(count);
  return count < 999_500 ? `${Math.round(count / 1000)}k` : `${(count / 1_000_000).toFixed(1)}M`;
}

export function costFigure(model: ModelState, stats: ModelStats): RowFigure {
  return {
    name: 'cost',
    value: formatCost(stats.costUsd),
    note: costNote(model, stats),
    definition: [otherCharged(model), costDefinition(model)].filter((text) => text !== null).join(' '),
  };
}

/** The figures of a row in their order. Null has what stands among the counts, in the last line, or in another figure's place. */
const rowFigureOf: Readonly<Record<keyof ModelStats, ((stats: ModelStats, model: ModelState) => RowFigure) | null>> = {
  total: null,
  correct: null,
  incorrect: null,
  error: null,
  notRun: null,
  accuracy: null,
  tokensPerSecond: rateFigure,
  tokensPerSecondBasis: null,
  averageTotal: totalFigure,
  averageLoad: loadFigure,
  medianTtft: ttftFigure,
  inputTokens: tokensFigure,
  outputTokens: null,
  counted: null,
  costUsd: (stats, model) => costFigure(model, stats),
  priced: null,
  finished: null,
  timePerCorrect: null,
  costPerCorrect: null,
};

/** All but the counts, the accuracy and the last line. */
export function rowFigures(model: ModelState, stats: ModelStats): RowFigure[] {
  return Object.values(rowFigureOf).flatMap((figure) => figure?.(stats, model) ?? []);
}

/** `Charged beside it: + $0.00040 for 3 failed attempts.`; null where nothing was. */
export function otherCharged({ otherCost }: Pick<ModelState, 'otherCost'>): string | null {
  const other = otherCostText(otherCost);
  return other === null ? null : `Charged beside it: ${other}.`;
}

function costDefinition(model: ModelInfo): string {
  if (model.isSimulated) return 'Cost: simulated models cost nothing.';
  if (model.isLocal)
    return 'Cost: a local model costs nothing per token; its machine counts only where prices say what an hour of it costs.';
  return 'Cost, USD: what the API reports, else tokens x your own price, else x the price list as the run keeps it. A test whose price is unknown is not in it.';
}

/** What the figures mean that a row and the table have in common. Written out in docs/metrics.md. */
export const definitions = {
  percentile: `Percentiles are nearest rank: the smallest value with at least that share of all values at or below it. p90 and p95 need ${leastForP90} values, p99 needs ${leastForP99}; n says how many there are.`,
  total:
    'Total duration: from dispatch of the request to the end of its answer. Waiting for a free slot and failed attempts are not in it.',
  ttft: 'Time to first token: from dispatch to the first token, reasoning or answer.',
  timePerCorrect:
    'Time per correct answer: the total durations of all judged tests / correct ones. Wrong answers take time too. n/a when none is correct.',
  costPerCorrect:
    'Cost per correct answer, USD: the known costs of all finished tests / correct ones. Wrong answers are paid for. n/a when none is correct or the cost of a judged test is not known.',
  passAtK:
    'pass@k: the chance that at least one of k trials of a prompt is correct (Chen et al. 2021), mean over the prompts.',
  allOfK: 'all-k: the chance that all of k trials of a prompt are correct, mean over the prompts.',
} as const;

/** `461 / 575 ms`: p50, and p95 where there are enough values for it. */
export function percentilesFigure(total: Distribution): RowFigure {
  const known = (
    [
      ['p50', total.p50],
      ['p90', total.p90],
      ['p95', total.p95],
      ['p99', total.p99],
    ] as const
  ).flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
  return {
    name: `total ${total.p95 === null ? 'p50' : 'p50/p95'}${known.length === 0 ? '' : ` n ${formatCount(total.n)}`}`,
    value: total.p95 === null ? formatDuration(total.p50) : durationPair(total.p50!, total.p95),
    definition: `${definitions.total}${known.length === 0 ? '' : ` Over ${formatCount(total.n)} judged tests: ${known.map(({ name, value }) => `${name} ${formatDuration(value)}`).join(', ')}, from ${formatDuration(total.min)} to ${formatDuration(total.max)}.`} ${definitions.percentile}`,
  };
}

/** The unit once where it is the same. */
function durationPair(one: number, other: number): string {
  const [first, second] = [formatDuration(one), formatDuration(other)];
  const unit = / (ms|s)$/.exec(second)?.[0];
  return `${unit && first.endsWith(unit) && first.split(' ').length === 2 ? first.slice(0, -unit.length) : first} / ${second}`;
}

export function timePerCorrectFigure(stats: ModelStats): RowFigure {
  return {
    name: 'time / correct',
    value: formatDuration(stats.timePerCorrect),
    definition: definitions.timePerCorrect,
  };
}

export function costPerCorrectFigure(model: ModelInfo, stats: ModelStats): RowFigure {
  return {
    name: 'cost / correct',
    value: formatCost(stats.costPerCorrect),
    note: freeWord(model, stats.costPerCorrect),
    definition: definitions.costPerCorrect,
  };
}

/** Both in one place. */
export function perCorrectFigure(model: ModelInfo, stats: ModelStats): RowFigure {
  const [time, cost] = [timePerCorrectFigure(stats), costPerCorrectFigure(model, stats)];
  return {
    name: 'per correct',
    value: time.value,
    note: [cost.value, cost.note].filter(Boolean).join(' '),
    definition: `${time.definition} ${cost.definition}`,
  };
}

/** `90/100/60%`: pass@1, pass@k and all-k of the most trials there are; pass@1 alone while no prompt has them all. */
export function passFigure({ trials, prompts, passes, unstable }: TrialStats): RowFigure {
  const most = passes.at(-1);
  const first = passes[0]?.passAtK ?? null;
  const [some, all] = [most?.passAtK ?? null, most?.allOfK ?? null];
  const isWhole = first !== null && some !== null && all !== null;
  return {
    name: isWhole ? `pass@1/@${trials}/all` : 'pass@1',
    value: isWhole ? `${[first, some, all].map((share) => Math.round(share * 100)).join('/')}%` : formatPercent(first),
    definition: `${definitions.passAtK} ${definitions.allOfK} Here pass@1, pass@${trials} and all ${trials}; ${trials} trials of each of ${formatCount(prompts)} prompts; ${formatCount(most?.prompts ?? 0)} have all of them judged, ${formatCount(unstable)} were answered both correctly and incorrectly.`,
  };
}

/** `Warm-up call: 1.20 s, load 0.80 s; in no other figure.`; null without one. */
export function warmUpText(warmUp: ModelState['warmUp']): string | null {
  if (!warmUp) return null;
  if (warmUp.error) return `Warm-up call failed: ${warmUp.error.message}`;
  return `Warm-up call: ${formatDuration(warmUp.total)}${warmUp.load === null ? '' : `, load ${formatDuration(warmUp.load)}`}; in no other figure.`;
}

function freeWord(model: ModelInfo, usd: number | null): string | null {
  if (usd !== 0) return null;
  return model.isSimulated ? 'simulated' : model.isLocal ? 'local' : null;
}

export const awardWords: { [award in Award]: { label: string; definition: string } } = {
  perfect: { label: 'perfect', definition: 'Every test correct.' },
  fastest: {
    label: 'fastest',
    definition: 'Lowest average total duration of the models that finished every test without an error.',
  },
  slowest: {
    label: 'slowest',
    definition: 'Highest average total duration of the models that finished every test without an error.',
  },
  mostAccurate: {
    label: 'most accurate',
    definition: 'Highest accuracy of the models that finished every test without an error.',
  },
  leastAccurate: {
    label: 'least accurate',
    definition: 'Lowest accuracy of the models that finished every test without an error.',
  },
};
