// The columns of the table of a run's figures, each with unit and definition. Pure.

import {
  formatCost,
  formatCount,
  formatPercent,
  formatInterval,
  formatRateNumber,
} from '../../../src/shared/text/format';
import type { ModelDetails, ModelFigure } from '../../../src/shared/figures/modelDetails';
import { notRunWords } from '../../../src/shared/words/notRun';
import { otherUsd } from '../../../src/shared/run/otherCost';
import type { Distribution } from '../../../src/shared/statistics/statistics';
import { errorKindWords } from '../../../src/shared/words/testText';
import { agreementColumn } from './agreementColumn';
import { definitions, otherCharged, warmUpText } from './modelFigures';
import type { FigureRow, FigureColumn } from './figureColumn';

/** The columns that these rows have something for. */
export function figureColumns(rows: readonly FigureRow[]): FigureColumn[] {
  const trials = rows.find(({ details }) => details.trials)?.details.trials?.trials ?? 1;
  const columns = Object.values(columnsOf(trials)).flat();
  return columns.filter(
    ({ id, unit, value }) =>
      // No share of something is a figure, none of something is not.
      always.has(id) || rows.some((row) => value(row) !== null && (unit === '%' || value(row) !== 0)),
  );
}

/** Columns that are there although nothing is known: that it is not is worth knowing. */
const always: ReadonlySet<string> = new Set([
  'judged',
  'accuracy_percent',
  'ttft_p50_ms',
  'total_p50_ms',
  'time_per_correct_ms',
  'cost_per_correct_usd',
  'errors',
]);

/** The columns in their order, by the figure that they show first. None of its own has a figure that stands in another one's column. */
const columnsOf = (trials: number): Readonly<Record<ModelFigure | 'reviews' | 'warmUp', readonly FigureColumn[]>> => ({
  correct: [judgedColumn],
  incorrect: [],
  total: [],
  finished: [],
  accuracy: [accuracyColumn],
  accuracyInterval: [],
  times: [
    ...percentiles('ttft', 'TTFT', definitions.ttft, ['p50', 'p90', 'p95', 'p99'], ({ times }) => times.ttft),
    ...percentiles('total', 'total', definitions.total, ['p50', 'p95', 'p99'], ({ times }) => times.total),
    decodeColumn,
  ],
  medianTtft: [],
  averageTotal: [],
  averageLoad: [],
  tokensPerSecond: [],
  tokensPerSecondBasis: [],
  inputTokens: [],
  outputTokens: [],
  counted: [],
  timePerCorrect: [timePerCorrectColumn],
  costPerCorrect: [costPerCorrectColumn],
  costUsd: [],
  priced: [],
  trials: trials > 1 ? trialColumns(trials) : [],
  error: [errorsColumn],
  errors: [],
  notRun: [],
  notRunKinds: [notRunColumn],
  cachedTests: [cachedColumn],
  reviews: [agreementColumn],
  warmUp: warmUpColumns,
});

const judgedColumn: FigureColumn = {
  id: 'judged',
  name: 'n',
  unit: 'judged',
  definition:
    'Tests with a verdict, which accuracy and times are of. Errors and tests that were not run are in neither.',
  isLowerBetter: null,
  value: ({ stats }) => stats.correct + stats.incorrect,
  text: ({ stats }) => `${formatCount(stats.correct + stats.incorrect)} of ${formatCount(stats.total)}`,
  more: [
    { id: 'tests', value: ({ stats }) => stats.total },
    { id: 'correct', value: ({ stats }) => stats.correct },
  ],
};

const accuracyColumn: FigureColumn = {
  id: 'accuracy_percent',
  name: 'accuracy',
  unit: '%',
  definition:
    'Accuracy: correct / (correct + incorrect). In brackets the 95% interval (Wilson). Errors are not in it. With trials the interval is too narrow: trials of one prompt are not independent.',
  isLowerBetter: false,
  value: ({ stats }) => percent(stats.accuracy),
  text: ({ stats, details }) => {
    const { accuracyInterval: interval } = details;
    return `${formatPercent(stats.accuracy).replace('%', '')}${interval ? ` (${formatInterval(interval)})` : ''}`;
  },
  more: [
    { id: 'accuracy_low_percent', value: ({ details }) => percent(details.accuracyInterval?.low ?? null) },
    { id: 'accuracy_high_percent', value: ({ details }) => percent(details.accuracyInterval?.high ?? null) },
  ],
};

type Percentile = 'p50' | 'p90' | 'p95' | 'p99';

function percentiles(
  id: string,
  name: string,
  definition: string,
  which: readonly Percentile[],
  of: (details: ModelDetails) => Distribution,
): FigureColumn[] {
  return which.map((percentile) => {
    const value = ({ details }: FigureRow): number | null => of(details)[percentile];
    return {
      id: `${id}_${percentile}_ms`,
      name: `${name} ${percentile}`,
      unit: 'ms',
      definition: `${definition} ${definitions.percentile}`,
      isLowerBetter: true,
      value,
      text: (row) => milliseconds(value(row)),
      note: ({ details }) =>
        `of ${formatCount(of(details).n)} values${of(details).n > 0 && of(details)[percentile] === null ? ': too few' : ''}`,
      ...(percentile === 'p50' ? { more: [{ id: `${id}_n`, value: ({ details }: FigureRow) => of(details).n }] } : {}),
    };
  });
}

const decodeColumn: FigureColumn = {
  id: 'decode_p50_tokens_per_second',
  name: 'decode p50',
  unit: 'tok/s',
  definition: `Decode speed: (output tokens - 1) / (last token - first token). Tokens of two vendors are not the same length of text. ${definitions.percentile}`,
  isLowerBetter: false,
  value: ({ details }) => details.times.decodeTokensPerSecond.p50,
  text: ({ details: { times } }) => figure(times.decodeTokensPerSecond.p50, formatRateNumber),
  note: ({ details: { times } }) => `of ${formatCount(times.decodeTokensPerSecond.n)} values`,
};

const timePerCorrectColumn: FigureColumn = {
  id: 'time_per_correct_ms',
  name: 'time / correct',
  unit: 'ms',
  definition: definitions.timePerCorrect,
  isLowerBetter: true,
  value: ({ stats }) => stats.timePerCorrect,
  text: ({ stats }) => milliseconds(stats.timePerCorrect),
};

const costPerCorrectColumn: FigureColumn = {
  id: 'cost_per_correct_usd',
  name: 'cost / correct',
  unit: 'USD',
  definition: definitions.costPerCorrect,
  isLowerBetter: true,
  value: ({ stats }) => stats.costPerCorrect,
  // What costs nothing per token is no better price.
  compared: ({ model, stats }) => (model.isSimulated || model.isLocal ? null : stats.costPerCorrect),
  text: ({ model, stats }) =>
    `${formatCost(stats.costPerCorrect).replace('$', '')}${stats.costPerCorrect !== 0 ? '' : model.isSimulated ? ' simulated' : model.isLocal ? ' local' : ''}`,
  note: ({ model, stats }) =>
    [`${formatCount(stats.priced)} of ${formatCount(stats.finished)} priced`, otherCharged(model)]
      .filter((text) => text !== null)
      .join('. '),
  more: [
    { id: 'cost_usd', value: ({ stats }) => stats.costUsd },
    { id: 'other_cost_usd', value: ({ model }) => otherUsd(model.otherCost) },
  ],
};

function trialColumns(trials: number): FigureColumn[] {
  const column = (id: string, name: string, k: number, which: 'passAtK' | 'allOfK'): FigureColumn => ({
    id,
    name,
    unit: '%',
    definition: which === 'passAtK' ? definitions.passAtK : definitions.allOfK,
    isLowerBetter: false,
    value: ({ details }) => percent(details.trials?.passes[k - 1]?.[which] ?? null),
    text: ({ details }) => formatPercent(details.trials?.passes[k - 1]?.[which] ?? null).replace('%', ''),
    note: ({ details }) =>
      `of ${formatCount(details.trials?.passes[k - 1]?.prompts ?? 0)} prompts with ${k === 1 ? 'a judged trial' : `${k} judged trials`}`,
  });
  return [
    column('pass_at_1_percent', 'pass@1', 1, 'passAtK'),
    column(`pass_at_${trials}_percent`, `pass@${trials}`, trials, 'passAtK'),
    column(`all_${trials}_percent`, `all ${trials}`, trials, 'allOfK'),
    {
      id: 'unstable_prompts',
      name: 'unstable',
      unit: 'prompts',
      definition: 'Prompts whose trials were answered both correctly and incorrectly.',
      isLowerBetter: true,
      value: ({ details }) => details.trials?.unstable ?? null,
      text: ({ details }) => formatCount(details.trials?.unstable ?? null),
    },
  ];
}

const errorsColumn: FigureColumn = {
  id: 'errors',
  name: 'errors',
  unit: '',
  definition: 'Tests without a judgeable answer, by kind. In no other figure, except the known cost.',
  isLowerBetter: null,
  value: ({ stats }) => stats.error,
  text: ({ stats, details }) =>
    stats.error === 0
      ? '0'
      : kindsText(details.errors, (kind) =>
          kind === 'unknown' ? 'reason not recorded' : lowered(errorKindWords[kind]),
        ),
  more: [{ id: 'errors_by_kind', value: ({ details }) => kindsText(details.errors, (kind) => kind) }],
};

const notRunColumn: FigureColumn = {
  id: 'not_run',
  name: 'not run',
  unit: '',
  definition: 'Tests that were not asked and will not be, by reason. In no other figure.',
  isLowerBetter: null,
  value: ({ details }) => Object.values(details.notRunKinds).reduce((sum, count) => sum + count, 0),
  text: ({ details }) => kindsText(details.notRunKinds, (kind) => notRunWords[kind]) || '0',
  more: [{ id: 'not_run_by_kind', value: ({ details }) => kindsText(details.notRunKinds, (kind) => kind) }],
};

const cachedColumn: FigureColumn = {
  id: 'cached_tests',
  name: 'from cache',
  unit: 'tests',
  definition:
    "Judged tests part of whose input the API took from its prompt cache: their TTFT may be shorter than a first answer's.",
  isLowerBetter: null,
  value: ({ details }) => details.cachedTests,
  text: ({ details }) => formatCount(details.cachedTests),
};

const warmUpColumns: FigureColumn[] = (['total', 'load'] as const).map((which) => ({
  id: which === 'total' ? 'warm_up_ms' : 'warm_up_load_ms',
  name: which === 'total' ? 'warm-up' : 'warm-up load',
  unit: 'ms',
  definition:
    which === 'total'
      ? 'The call before the first test of speed mode. In no other figure.'
      : 'Loading the model into memory during the warm-up call, as its server reports it: the cold start.',
  isLowerBetter: null,
  value: ({ model }) => model.warmUp?.[which] ?? null,
  text: ({ model }) => (model.warmUp?.error ? 'failed' : milliseconds(model.warmUp?.[which] ?? null)),
  note: ({ model }) => warmUpText(model.warmUp),
}));

/** `time-out 2, refused 1`, most first; empty for none. */
function kindsText<Kind extends string>(
  counts: { readonly [kind in Kind]?: number },
  name: (kind: Kind) => string,
): string {
  const known = (Object.entries(counts) as [Kind, number][]).sort(([, a], [, b]) => b - a);
  return known.map(([kind, count]) => `${name(kind)} ${formatCount(count)}`).join(', ');
}

function lowered(words: string): string {
  return words.startsWith('Model API') ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100;
}

/** `520`, `9.4`: the unit is in the header. */
function milliseconds(ms: number | null): string {
  return figure(ms, (value) => (value < 10 ? String(Number(value.toFixed(1))) : formatCount(Math.round(value))));
}

function figure(value: number | null, format: (value: number) => string): string {
  return value === null ? 'n/a' : format(value);
}
