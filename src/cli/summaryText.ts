// What is said after the table: the errors by kind, what to know of the figures, the totals. Pure: state in, lines out.

import { formatCount, formatDuration, formatPercent } from '../shared/format';
import type { RunState, TestState } from '../shared/runState';
import { modelStats } from '../shared/runStats';
import type { ErrorKind } from '../shared/verdict';
import { counted } from './counted';
import { printable } from './fitText';
import { costText } from './resultTable';
import type { Colors } from './terminal';

/** What a kind of error is called, and one sentence of what it means. */
const errorWords: { readonly [kind in ErrorKind]: readonly [name: string, sentence: string] } = {
  timeout: ['time-out', 'The answer did not end in time.'],
  rateLimited: ['rate limited', 'The model API went on refusing for too many requests; fewer at once (--concurrency) may help.'],
  api: ['API failure', 'The model API answered with a failure.'],
  network: ['network', 'The model API could not be reached, or the connection broke.'],
  authentication: ['authentication', 'The key was not accepted.'],
  refused: ['refused', 'The model declined to answer.'],
  truncated: ['truncated', 'The answer was cut off at its longest allowed length.'],
  emptyAnswer: ['empty answer', 'The model answered nothing.'],
  evaluator: ['evaluator', 'The answer could not be judged.'],
  sandbox: ['sandbox', 'What executes Python failed; the answer is not to blame.'],
};

const unknownError = ['unknown', 'No reason was recorded.'] as const;

interface FailedTest {
  model: string;
  test: TestState;
}

/** The lines after the table; none when nothing needs saying beyond the totals. */
export function summaryLines(state: RunState, colors: Colors): string[] {
  return [...errorLines(state, colors), ...noteLines(state, colors), totalsLine(state)];
}

function errorLines(state: RunState, colors: Colors): string[] {
  const failed = state.models.flatMap((model) =>
    model.tests.filter((test) => test.verdict === 'error').map((test): FailedTest => ({ model: model.model, test })),
  );
  if (failed.length === 0) return [];
  const byKind = new Map<ErrorKind | 'unknown', FailedTest[]>();
  for (const one of failed) {
    const kind = one.test.error?.kind ?? 'unknown';
    const group = byKind.get(kind);
    if (group) group.push(one);
    else byKind.set(kind, [one]);
  }
  const groups = [...byKind].sort(([, a], [, b]) => b.length - a.length);
  const heading = `${counted(failed.length, 'test')} ended in error, which counts as neither correct nor incorrect:`;
  return [heading, ...groups.flatMap(([kind, group]) => groupLines(kind, group, colors)), ''];
}

function groupLines(kind: ErrorKind | 'unknown', group: readonly FailedTest[], colors: Colors): string[] {
  const [name, sentence] = kind === 'unknown' ? unknownError : errorWords[kind];
  const heading = `  ${colors.magenta(`${formatCount(group.length)} ${name}`)}: ${sentence}`;
  const first = group[0]!;
  const place = `${printable(first.model)} #${first.test.index}`;
  const message = first.test.error ? printable(first.test.error.message).replace(/\s*\n\s*/g, ' ') : '';
  return [heading, colors.dim(`    ${group.length > 1 ? 'first: ' : ''}${place}${message === '' ? '' : `: ${message}`}`)];
}

function noteLines(state: RunState, colors: Colors): string[] {
  const lines: string[] = [];
  const simulated = state.models.filter((model) => model.isSimulated).length;
  if (simulated > 0) {
    const which = simulated === state.models.length ? 'All models here are simulated' : 'The models called simulated~ are simulated';
    lines.push(colors.yellow(`${which}: nothing real is behind their answers and figures.`));
  }
  if (state.python && state.python.runner !== 'sandbox') {
    lines.push(colors.yellow(`Python that the models wrote ran on this computer with ${state.python.runner}, without a sandbox.`));
  } else if (state.python && !state.python.isFull) {
    lines.push(colors.yellow(`The Python sandbox was not fully isolated${state.python.note ? `: ${state.python.note}` : '.'}`));
  }
  return lines;
}

/** `120 tests in 31.0 s: 110 correct, 8 incorrect, 2 error; accuracy 93.2%; cost $0.031 (90 of 120)` */
function totalsLine(state: RunState): string {
  const stats = modelStats(state.models.flatMap((model) => model.tests));
  const counts = [`${formatCount(stats.correct)} correct`, `${formatCount(stats.incorrect)} incorrect`, `${formatCount(stats.error)} error`];
  if (stats.notRun > 0) counts.push(`${formatCount(stats.notRun)} not run`);
  return `${counted(stats.total, 'test')} in ${formatDuration(state.elapsed)}: ${counts.join(', ')}; accuracy ${formatPercent(stats.accuracy)}; cost ${costText(null, stats)}`;
}
