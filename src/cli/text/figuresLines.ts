// The figures of each model of a run in full, for `show`: distributions with their n, intervals, what a correct answer took, trials,
// errors by kind. Pure: state in, lines out.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { accuracyText } from '../../shared/comparing/differenceRows';
import { formatCost, formatCount, formatDuration, formatPercent, formatRate } from '../../shared/text/format';
import { modelDetails, type ModelDetails, type ModelFigure } from '../../shared/figures/modelDetails';
import { reviewAgreement } from '../../shared/figures/reviewAgreement';
import type { ModelState, RunState } from '../../shared/run/runState';
import { testsByMachine } from '../../shared/run/machines';
import { reviewAgreementText } from '../../shared/words/reviewText';
import { notRunWords } from '../../shared/words/notRun';
import { modelStats, type ModelStats } from '../../shared/figures/runStats';
import type { Distribution } from '../../shared/statistics/statistics';
import type { TrialStats } from '../../shared/figures/trialStats';
import { tableLines, tableWidth, type TableColumn } from './tableLines';
import { counted } from '../../shared/text/counted';
import { factLines, type Fact } from './factLines';
import { errorName } from './summaryLines';
import type { Colors } from '../terminal/terminal';
import { isThroughVsCode } from '../../shared/run/throughVsCode';

/** A block per model, with a blank line before each; models of which nothing ran are left out. */
export function figuresLines(state: RunState, width: number, colors: Colors): string[] {
  return state.models.flatMap((model) => {
    const stats = modelStats(model.tests);
    const details = modelDetails(model.tests, state.prompts);
    const facts = factLines(modelFacts(model, stats, details), width - 2, colors);
    const times = [...timeTable(details, width - 2, colors), ...machineLines(model, state, width - 2, colors)];
    if (stats.finished === 0) return [];
    return [
      '',
      `${colors.bold(oneLine(model.model))}${model.isSimulated ? colors.yellow(' (simulated)') : isThroughVsCode(model) ? colors.yellow(' (through VS Code)') : ''}`,
      ...[...times, ...facts].map((line) => `  ${line}`),
    ];
  });
}

/** The times of a row that several machines have asked: together they would be of none. */
function machineLines(model: ModelState, state: RunState, width: number, colors: Colors): string[] {
  return testsByMachine(model, state).flatMap(({ machine, tests }) => [
    `on ${oneLine(machine)}, ${counted(tests.length, 'test')}:`,
    ...timeTable(modelDetails(tests, state.prompts), width, colors),
  ]);
}

interface Row {
  name: string;
  values: Distribution;
  format: (value: number | null) => string;
}

/** Rows that something was measured for; with no row no table. */
function timeTable({ times }: ModelDetails, width: number, colors: Colors): string[] {
  const rate = (value: number | null): string => formatRate(value).replace(' tok/s', '');
  const all: Row[] = [
    { name: 'total', values: times.total, format: formatDuration },
    { name: 'TTFT', values: times.ttft, format: formatDuration },
    { name: 'per token', values: times.tpot, format: shortDuration },
    { name: 'decode tok/s', values: times.decodeTokensPerSecond, format: rate },
    { name: 'e2e tok/s', values: times.endToEndTokensPerSecond, format: rate },
    { name: 'queue', values: times.queue, format: formatDuration },
    { name: 'retry', values: times.retry, format: formatDuration },
  ];
  // Nothing waited and nothing failed: two rows of zeros would say no more.
  const rows = all.filter(
    ({ name, values }) => values.n > 0 && ((name !== 'queue' && name !== 'retry') || (values.max ?? 0) >= 1),
  );
  if (rows.length === 0) return [];
  const column = (header: string, text: (row: Row) => string): TableColumn => ({
    header: { text: header, paint: colors.bold },
    align: 'right',
    cells: rows.map((row) => ({ text: text(row) })),
  });
  const figure = (name: 'mean' | 'min' | 'p50' | 'p90' | 'p95' | 'p99' | 'max'): TableColumn[] =>
    rows.some((row) => row.values[name] !== null)
      ? [column(name, (row) => (row.values[name] === null ? '' : row.format(row.values[name])))]
      : [];
  const first = [
    { ...column('', (row) => row.name), align: 'left' as const },
    column('n', (row) => formatCount(row.values.n)),
  ];
  const tails = [...figure('p50'), ...figure('p90'), ...figure('p95'), ...figure('p99'), ...figure('max')];
  const layouts = [
    [...first, ...figure('mean'), ...figure('min'), ...tails],
    [...first, ...figure('min'), ...tails],
    [...first, ...tails],
  ];
  return tableLines(layouts.find((columns) => tableWidth(columns) <= width) ?? layouts.at(-1)!);
}

/** Times between tokens are short: `7.3 ms`. */
function shortDuration(ms: number | null): string {
  return ms !== null && ms < 99.95 ? `${ms.toFixed(1)} ms` : formatDuration(ms);
}

/** The facts in their order, by the figure that they say first. Null has what stands in another fact or in the table of times. */
function modelFacts(model: ModelState, stats: ModelStats, details: ModelDetails): Fact[] {
  const judged = stats.correct + stats.incorrect;
  const facts: Record<ModelFigure | 'reviews' | 'warmUp', Fact | null> = {
    total: null,
    finished: null,
    correct: null,
    incorrect: null,
    accuracy: [
      'accuracy',
      judged === 0
        ? null
        : `${accuracyText({ share: stats.accuracy, interval: details.accuracyInterval })}, ${formatCount(stats.correct)} of ${formatCount(judged)} judged correct; in brackets the 95% interval`,
    ],
    accuracyInterval: null,
    times: null,
    tokensPerSecond: null,
    tokensPerSecondBasis: null,
    averageTotal: null,
    averageLoad: null,
    medianTtft: null,
    inputTokens: null,
    outputTokens: null,
    counted: null,
    timePerCorrect: [
      'per correct answer',
      stats.correct === 0
        ? 'n/a: none is correct'
        : `${formatDuration(stats.timePerCorrect)}, ${costPerCorrectText(model, stats)}`,
    ],
    costPerCorrect: null,
    costUsd: null,
    priced: null,
    trials: ['trials', details.trials && trialsText(details.trials)],
    cachedTests: [
      'cached',
      details.cachedTests === 0
        ? null
        : `${counted(details.cachedTests, 'judged test')} had input from the API's prompt cache, which may shorten TTFT`,
    ],
    reviews: ['agreement', reviewAgreementText(reviewAgreement(model.tests))],
    warmUp: ['warm-up', warmUpText(model)],
    error: null,
    errors: ['errors', kindsText(details.errors, errorName)],
    notRun: null,
    notRunKinds: ['not run', kindsText(details.notRunKinds, (kind) => notRunWords[kind])],
  };
  return Object.values(facts).filter((fact) => fact !== null);
}

function costPerCorrectText(model: ModelState, stats: ModelStats): string {
  if (stats.costPerCorrect === null)
    return `cost n/a (${formatCount(stats.priced)} of ${formatCount(stats.finished)} priced)`;
  const why = stats.costPerCorrect !== 0 ? '' : model.isSimulated ? ' simulated' : model.isLocal ? ' local' : '';
  return `${formatCost(stats.costPerCorrect)}${why}`;
}

function trialsText({ trials, prompts, passes, accuracyByTrial, unstable, timeSpread }: TrialStats): string {
  const most = passes.at(-1);
  const share = (value: number | null, k: number, of: number): string =>
    `${formatPercent(value)}${of < prompts ? ` (of the ${counted(of, 'prompt')} with ${k} judged)` : ''}`;
  return [
    `${trials} of each of ${counted(prompts, 'prompt')}: pass@1 ${formatPercent(passes[0]?.passAtK ?? null)}, pass@${trials} ${share(most?.passAtK ?? null, trials, most?.prompts ?? 0)}, all ${trials} ${share(most?.allOfK ?? null, trials, most?.prompts ?? 0)}`,
    `accuracy from ${formatPercent(accuracyByTrial.min)} to ${formatPercent(accuracyByTrial.max)} between trials; ${counted(unstable, 'prompt')} answered both ways`,
    ...(timeSpread === null ? [] : [`total of one prompt varies by ${formatPercent(timeSpread)} (median)`]),
  ].join('\n');
}

function warmUpText({ warmUp }: ModelState): string | null {
  if (!warmUp) return null;
  if (warmUp.error) return `failed: ${warmUp.error.message}`;
  return `${formatDuration(warmUp.total)}${warmUp.load === null ? '' : `, load ${formatDuration(warmUp.load)}`}; in no figure above`;
}

/** `2 rate limited, 1 time-out`, most first. */
function kindsText<Kind extends string>(
  counts: { readonly [kind in Kind]?: number },
  name: (kind: Kind) => string,
): string | null {
  const known = (Object.entries(counts) as [Kind, number][]).sort(([, a], [, b]) => b - a);
  return known.length === 0 ? null : known.map(([kind, count]) => `${formatCount(count)} ${name(kind)}`).join(', ');
}
