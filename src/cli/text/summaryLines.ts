// What is said after the table: the errors by kind, what to know of the figures, the totals. Pure: state in, lines out.

import { testName } from '../../shared/words/testName';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { formatCount, formatDuration, formatPercent } from '../../shared/text/format';
import { noWholeTimesText } from '../../shared/words/machineWords';
import { judgeNotes } from '../../shared/words/agreementText';
import { otherCostText } from '../../shared/words/otherCostText';
import { countSubmitted } from '../../shared/run/batches';
import { notRunWords, withoutVerdictParts } from '../../shared/words/notRun';
import { totalOtherCost } from '../../shared/run/otherCost';
import { isOfRun, type RunState, type TestState } from '../../shared/run/runState';
import { checkedRequirements } from '../../shared/figures/checkedRequirements';
import { modelStats } from '../../shared/figures/runStats';
import { kindHelp, notRunCause } from '../../shared/words/testKinds';
import type { ErrorKind } from '../../shared/run/verdict';
import { requirementResult } from '../../shared/words/requirementText';
import { counted } from '../../shared/text/counted';
import { printable } from './fitText';
import { costCell } from './resultTable';
import type { Colors } from '../terminal/terminal';
import { isThroughVsCode, throughVsCodeNote } from '../../shared/run/throughVsCode';

/** What a kind of error is called here, in a line of text. */
const errorNames: { readonly [kind in ErrorKind | 'unknown']: string } = {
  notSent: 'not sent',
  timeout: 'time-out',
  rateLimited: 'rate limited',
  api: 'API failure',
  network: 'network',
  authentication: 'authentication',
  refused: 'refused',
  truncated: 'truncated',
  truncatedPrompt: 'truncated prompt',
  emptyAnswer: 'empty answer',
  batchExpired: 'batch expired',
  batchCancelled: 'batch cancelled',
  batchFailed: 'batch failed',
  unparsable: 'unparsable',
  evaluator: 'evaluator',
  sandbox: 'sandbox',
  unknown: 'unknown',
};

/** What a kind of error is called: `time-out`. */
export function errorName(kind: ErrorKind | 'unknown'): string {
  return errorNames[kind];
}

interface FailedTest {
  model: string;
  test: TestState;
}

/** The lines after the table; none when nothing needs saying beyond the totals. */
export function summaryLines(state: RunState, colors: Colors): string[] {
  return [
    ...errorLines(state, colors),
    ...notRunLines(state),
    ...noteLines(state, colors),
    totalsLine(state),
    ...requirementLines(state, colors),
  ];
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
  return [heading, ...groups.flatMap(([kind, group]) => groupLines(state, kind, group, colors)), ''];
}

function groupLines(
  state: RunState,
  kind: ErrorKind | 'unknown',
  group: readonly FailedTest[],
  colors: Colors,
): string[] {
  const heading = `  ${colors.magenta(`${formatCount(group.length)} ${errorName(kind)}`)}: ${kindHelp[kind]}`;
  const first = group[0]!;
  const place = `${oneLine(first.model)} ${testName(state, first.test.index)}`;
  const message = first.test.error ? printable(first.test.error.message).replace(/\s*\n\s*/g, ' ') : '';
  return [
    heading,
    colors.dim(`    ${group.length > 1 ? 'first: ' : ''}${place}${message === '' ? '' : `: ${message}`}`),
  ];
}

/** Different sentences of one model and kind that are told before the rest is only counted. */
const mostReasons = 6;

/** `3 tests of openai~gpt-3.5 were not run (no vision): ...` for each model and kind, and each reason of it; one line for all that a cancelled run left. */
function notRunLines({ models, status }: RunState): string[] {
  const told = models.flatMap(({ model, tests }) => {
    const reasons = tests.filter(isOfRun).flatMap((test) => test.notRun ?? []);
    return [...new Set(reasons.map((reason) => reason.kind))].flatMap((kind) => {
      const messages = reasons.filter((reason) => reason.kind === kind).map((reason) => printable(reason.message));
      return reasonLines(
        `${counted(messages.length, 'test')} of ${oneLine(model)} ${messages.length === 1 ? 'was' : 'were'} not run (${notRunWords[kind]}):`,
        messages,
      );
    });
  });
  const left = models.flatMap(({ tests }) => tests.filter((test) => notRunCause(test, status) === 'cancelled')).length;
  return left === 0
    ? told
    : [
        ...told,
        `${counted(left, 'test')} ${left === 1 ? 'was' : 'were'} not run (${notRunWords.cancelled}): ${kindHelp.cancelled}`,
      ];
}

/** The one reason of all behind the heading, several below it with how often each. */
function reasonLines(heading: string, messages: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  if (sorted.length === 1) return [`${heading} ${messages[0]!}`];
  const rest = sorted.slice(mostReasons).reduce((sum, [, count]) => sum + count, 0);
  return [
    heading,
    ...sorted.slice(0, mostReasons).map(([message, count]) => `  ${formatCount(count)} ${message}`),
    ...(rest > 0 ? [`  ${formatCount(rest)} for other reasons`] : []),
  ];
}

/** Nothing where the benchmark requires nothing. */
function requirementLines(state: RunState, colors: Colors): string[] {
  const checked = checkedRequirements(state);
  const unmet = checked.filter(({ isMet }) => !isMet);
  if (checked.length === 0) return [];
  if (unmet.length === 0) return [colors.green('All that the benchmark requires is met.')];
  return [
    colors.red(`${unmet.length} of ${checked.length} things that the benchmark requires are not met:`),
    ...unmet.map((one) => `  ${oneLine(one.model)}: ${requirementResult(one)}`),
  ];
}

function noteLines(state: RunState, colors: Colors): string[] {
  const lines: string[] = [];
  const simulated = state.models.filter((model) => model.isSimulated).length;
  if (simulated > 0) {
    const which =
      simulated === state.models.length
        ? 'All models here are simulated'
        : 'The models called simulated~ are simulated';
    lines.push(colors.yellow(`${which}: nothing real is behind their answers and figures.`));
  }
  const through = state.models.filter(isThroughVsCode);
  if (through.length > 0)
    lines.push(colors.yellow(`${through.map(({ model }) => oneLine(model)).join(', ')}: ${throughVsCodeNote}`));
  if (state.python && state.python.runner !== 'sandbox') {
    lines.push(
      colors.yellow(
        `Python that the models wrote ran on this computer with ${state.python.runner}, without a sandbox.`,
      ),
    );
  } else if (state.python && !state.python.isFull) {
    lines.push(
      colors.yellow(`The Python sandbox was not fully isolated${state.python.note ? `: ${state.python.note}` : '.'}`),
    );
  }
  const untimed = noWholeTimesText(state, '`show` has');
  if (untimed !== null) lines.push(colors.yellow(untimed));
  lines.push(...judgeNotes(state).map((note) => colors.yellow(note)));
  return lines;
}

/** `120 tests in 31.0 s: 110 correct, 8 incorrect, 2 error; accuracy 93.2%; cost $0.031 (90 of 120) + $0.00040 for 3 failed attempts` */
function totalsLine(state: RunState): string {
  const tests = state.models.flatMap((model) => model.tests);
  const stats = modelStats(tests);
  const counts = [
    `${formatCount(stats.correct)} correct`,
    `${formatCount(stats.incorrect)} incorrect`,
    `${formatCount(stats.error)} error`,
    ...withoutVerdictParts({ submitted: countSubmitted(tests), notRun: stats.notRun }),
  ];
  const other = otherCostText(totalOtherCost(state.models, state.judges));
  const duration = state.elapsed > 0 ? ` in ${formatDuration(state.elapsed)}` : '';
  return `${counted(stats.total, 'test')}${duration}: ${counts.join(', ')}; accuracy ${formatPercent(stats.accuracy)}; cost ${costCell(null, stats)}${other === null ? '' : ` ${other}`}`;
}
