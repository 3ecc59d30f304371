// What is said of a test or a run in words: labels of squares, hover lines, the summary at the end of a run.
// Pure text; the same words in panel, tree and announcements.

import { oneLine } from '../text/hiddenCharacters';
import { formatCost, formatCount, formatDuration, formatRate } from '../text/format';
import { plainModel, type ModelInfo } from '../run/model';
import { firstFailing } from '../testTypes/checkTitles';
import { countSubmitted } from '../run/batches';
import { countNotRun, notRunWords, withoutVerdictParts } from './notRun';
import type { ModelStats, RateBasis } from '../figures/runStats';
import type { RunState, RunStatus, TestState } from '../run/runState';
import type { ErrorKind, Standing, Verdict } from '../run/verdict';
import { counted } from '../text/counted';

/** How a square looks: its verdict once it is lit, before that its phase; `submitted` is in a batch, `skipped` is not run and will not be. */
export type SquareLook = 'waiting' | 'submitted' | 'running' | 'skipped' | Exclude<Verdict, 'not_run'>;

const lookWords: { [look in SquareLook]: string } = {
  waiting: 'not yet run',
  submitted: 'submitted',
  running: 'running',
  skipped: 'not run',
  correct: 'correct',
  incorrect: 'incorrect',
  error: 'error',
};

/** How a filter calls how a test stands. */
export const standingWords: { readonly [standing in Standing]: string } = {
  correct: 'correct',
  incorrect: 'incorrect',
  error: 'error',
  submitted: 'submitted',
  not_run: 'not run',
};

/** Verdicts never show by color alone: these go with them everywhere. */
export const verdictGlyphs: { [verdict in Exclude<Verdict, 'not_run'>]: string } = {
  correct: '✓',
  incorrect: '✗',
  error: '!',
};

/** What stands where nothing is recorded of judging an answer: an imported report gives the verdict alone. */
export function unjudgedText(verdict: Verdict): string {
  return verdict === 'error'
    ? 'There was nothing to judge.'
    : 'How it was judged is not recorded: the report gives the verdict alone.';
}

export const errorKindWords: { [kind in ErrorKind]: string } = {
  notSent: 'Not sent',
  timeout: 'Time-out',
  rateLimited: 'Rate limited',
  api: 'Model API error',
  network: 'Network error',
  authentication: 'Not authorised',
  refused: 'Refused',
  truncated: 'Answer cut off',
  truncatedPrompt: 'Prompt cut off',
  emptyAnswer: 'Empty answer',
  batchExpired: 'Batch expired',
  batchCancelled: 'Batch cancelled',
  batchFailed: 'Batch failed',
  unparsable: 'Unreadable answer',
  evaluator: 'Evaluator error',
  sandbox: 'Sandbox error',
};

/** Of an answer that was not streamed. */
export const inOnePiece = 'in one piece, not as a stream: there is no time of a first token';

/** Of parameters that a request was sent without. */
export const notTaken = 'left out, because the API does not take it';

/** The word for a square's look, `not yet run`. */
export function lookWord(look: SquareLook): string {
  return lookWords[look];
}

/** The rate a test is known by: decode where it was measured, else end-to-end. */
export function testRate(test: Pick<TestState, 'timings'>): { value: number; basis: RateBasis } | null {
  const timings = test.timings;
  if (!timings) return null;
  if (timings.decodeTokensPerSecond !== null) return { value: timings.decodeTokensPerSecond, basis: 'decode' };
  if (timings.endToEndTokensPerSecond !== null) return { value: timings.endToEndTokensPerSecond, basis: 'endToEnd' };
  return null;
}

/** The name of a square for a screen reader: `#3 gpt-4o correct, 0.52 s, 81.4 tok/s`. `name` is the test's. */
export function squareLabel(model: ModelInfo, test: TestState, look: SquareLook, name = `#${test.index}`): string {
  return [
    `${name} ${modelTitle(model)} ${lookWords[look]}`,
    ...figures(test, look),
    ...(model.isSimulated ? ['simulated'] : []),
  ].join(', ');
}

/** The figures of a hover, `81.4 tok/s, 0.52 s`; for a square that is not lit, where it stands. */
export function hoverFigures(test: TestState, look: SquareLook): string {
  const known = figures(test, look).reverse();
  if (look === 'running' && test.failedAttempts > 0) return `running, attempt ${test.failedAttempts + 1}`;
  return known.length === 0 ? lookWords[look] : known.join(' · ');
}

/** The model's name for people, the same everywhere: on one line, with its API and what tells its row from others: `openai~o3-mini (high)`, `openai~gpt-x [short]`. */
export function modelTitle(model: Pick<ModelInfo, 'model' | 'provider' | 'name'>): string {
  const plain = plainModel(model);
  const own = model.model.startsWith(plain) ? model.model.slice(plain.length) : '';
  return oneLine(`${plain}${own.replace(/^:(\w+)/, ' ($1)')}`);
}

/** What goes with a row's cost: `simulated`, `local`, `28 of 30 priced`; null when every finished test is priced. */
export function costNote(model: ModelInfo, stats: ModelStats): string | null {
  if (stats.costUsd === null) return null;
  if (model.isSimulated) return 'simulated';
  // Hardware of one's own may have a price.
  if (model.isLocal && stats.costUsd === 0) return 'local';
  return stats.priced < stats.finished ? `${formatCount(stats.priced)} of ${formatCount(stats.finished)} priced` : null;
}

/** `$0.0042`, `$0.0042 (28 of 30 priced)`, `$0 (local)`, `$0 (simulated)`, `n/a`. */
export function costText(model: ModelInfo, stats: ModelStats): string {
  const note = costNote(model, stats);
  return note === null ? formatCost(stats.costUsd) : `${formatCost(stats.costUsd)} (${note})`;
}

/** Of a test that a model API has in a batch. */
export const inBatchText = 'It is in a batch that is to be collected.';

/** In capitals, where a verdict would stand: `RUNNING`, `SUBMITTED`, `NOT RUN`. */
export function noVerdictWord({ phase }: Pick<TestState, 'phase'>): string {
  return phase === 'running' || phase === 'submitted' ? phase.toUpperCase() : 'NOT RUN';
}

const statusWords: { [status in RunStatus]: string } = {
  running: 'Run in progress',
  finished: 'Run finished',
  cancelled: 'Run cancelled',
  interrupted: 'Run interrupted',
  waiting: 'Run waiting for its batches',
};

/** One line for the end of a run: `Run finished: 96 correct, 18 incorrect, 6 errors of 120 tests in 31.0 s.` */
export function runSummary(state: RunState, stats: readonly ModelStats[]): string {
  const add = (value: (one: ModelStats) => number): number => stats.reduce((sum, one) => sum + value(one), 0);
  const errors = add((one) => one.error);
  const tests = state.models.flatMap((model) => model.tests);
  const counts = [
    `${formatCount(add((one) => one.correct))} correct`,
    `${formatCount(add((one) => one.incorrect))} incorrect`,
    counted(errors, 'error'),
    ...withoutVerdictParts({ submitted: countSubmitted(tests), notRun: add((one) => one.notRun) }, countNotRun(tests)),
  ].join(', ');
  const total = add((one) => one.total);
  const duration = state.elapsed > 0 ? ` in ${formatDuration(state.elapsed)}` : '';
  return `${statusWords[state.status]}: ${counts} of ${counted(total, 'test')}${duration}.`;
}

/** A score of 0-1 as `1`, `0.75`. */
export function formatScore(score: number): string {
  return Number.isInteger(score) ? String(score) : score.toFixed(2);
}

function figures(test: TestState, look: SquareLook): string[] {
  if (look === 'skipped') return test.notRun ? [notRunWords[test.notRun.kind]] : [];
  if (look === 'waiting' || look === 'submitted' || look === 'running') return [];
  const rate = testRate(test);
  const texts: string[] = [];
  const failing = look === 'incorrect' && test.measures ? firstFailing(test.measures) : null;
  if (failing !== null) texts.push(`${verdictGlyphs.incorrect} ${oneLine(failing)}`);
  if (test.score !== null) texts.push(`score ${formatScore(test.score)}`);
  if (test.timings && test.timings.total !== null) texts.push(formatDuration(test.timings.total));
  if (rate) texts.push(formatRate(rate.value));
  return texts;
}
