// `show RUN`: a run, the tests of it that a filter asks for, or one whole test. Only reads.

import { describeFilter, isEmptyFilter, type RunFilter } from '../../shared/runs/runFilter';
import type { RunState } from '../../shared/run/runState';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { ShowCommand } from '../arguments/commands';
import { machineToTell } from '../../shared/run/machines';
import { countOfRun } from '../../shared/figures/runStats';
import { counted } from '../../shared/text/counted';
import { formatCount } from '../../shared/text/format';
import { printable } from '../text/fitText';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { findRunFolder } from './findRunFolder';
import { readShownRun } from './readShownRun';
import { endedTest, readTest } from '../../core/runFolder/readTest';
import { testDocument } from '../../shared/words/testDocument';
import { readTestDetail } from './readTestDetail';
import { filterForRun, refuseUnknownNumber } from './testsAsked';
import { headingLines, runLines, type ShownRun } from '../text/runLines';
import { colorsOf, widthOf } from '../terminal/terminal';
import { notRunReasonOf, notRunTestLines } from '../text/notRunTestLines';
import { testDetailLines } from '../text/testDetailLines';
import { findTests, testsLines, type ShownTests } from '../text/testsLines';
import { UsageError } from '../arguments/usageError';
import { testName } from '../../shared/words/testName';

export async function showCommand(command: ShowCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const run = await readShownRun(runDirectory, context.cwd);
  const filter = filterForRun(command.filter, run.state);
  refuseUnknownNumber(command.test, run.state);
  const isAboutTests = command.test !== undefined || !isEmptyFilter(filter);
  const found = isAboutTests ? findTests(run.state, filter, command.test) : [];
  const [first] = found;
  const isOneTest = command.test !== undefined && found.length === 1 && first?.tests.length === 1;
  if (command.isTranscript) {
    if (!isOneTest)
      throw new UsageError(
        '--transcript is of one test.',
        'Name it with --model M --test N, one of several trials or rotations with --test N.T.',
      );
    return showTranscript(runDirectory, run.state, first, context);
  }
  if (isOneTest) return showTest(runDirectory, run.state, first, command.isJson, context);
  if (command.isJson) {
    const tests = found.flatMap(({ model, tests: own }) =>
      own.map(({ test, name, label }) => ({ model: model.model, name, label, ...test })),
    );
    const { manifest, problems } = run;
    await writeOut(
      context.stdout,
      `${JSON.stringify({ runDirectory, manifest, problems, ...(isAboutTests ? { tests } : {}) }, null, 2)}\n`,
    );
    return exitCodes.done;
  }
  const lines = isAboutTests
    ? foundLines(run, found, filter, context)
    : runLines(run, widthOf(context.stdout), colorsOf(context.stdout, context.environment));
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
  return exitCodes.done;
}

/** `found` holds the one test. Throws for people when it may still be run, or its files can't be read. */
async function showTest(
  runDirectory: string,
  state: RunState,
  { model, tests }: ShownTests,
  isJson: boolean,
  context: CliContext,
): Promise<ExitCode> {
  const [shown] = tests;
  const [width, colors] = [widthOf(context.stdout), colorsOf(context.stdout, context.environment)];
  const detail =
    shown!.notRun === null
      ? await readTestDetail(runDirectory, state, { model: model.model, index: shown!.test.index }, context.cwd)
      : null;
  const text = isJson
    ? JSON.stringify(
        {
          runDirectory,
          result: detail?.result ?? null,
          transcript: detail?.transcript ?? null,
          ...(detail && detail.reviews.length > 0 ? { reviews: detail.reviews } : {}),
          ...(detail ? {} : { notRun: notRunReasonOf(shown!) }),
        },
        null,
        2,
      )
    : (detail
        ? testDetailLines({ ...detail, machine: machineToTell(shown!.test, state) }, width, colors)
        : notRunTestLines(state, model, shown!, width, colors)
      ).join('\n');
  await writeOut(context.stdout, `${text}\n`);
  return exitCodes.done;
}

async function showTranscript(
  runDirectory: string,
  state: RunState,
  { model, tests }: ShownTests,
  context: CliContext,
): Promise<ExitCode> {
  const { index } = tests[0]!.test;
  const stored = await readTest(runDirectory, state, endedTest(state, model.model, index));
  const text = testDocument(state, stored, 'transcriptText');
  if (text === null) throw new Error(`Test ${testName(state, index)} of ${model.model} has lost its transcript.`);
  // In a file or another program it is as it was said; what a model wrote does not act on a terminal.
  await writeOut(context.stdout, context.stdout.isTTY ? printable(text) : text);
  return exitCodes.done;
}

function foundLines(
  { state, folder }: ShownRun,
  found: readonly ShownTests[],
  filter: RunFilter,
  context: CliContext,
): string[] {
  const colors = colorsOf(context.stdout, context.environment);
  const total = state.models.reduce((sum, model) => sum + countOfRun(model.tests), 0);
  const matching = found.reduce((sum, one) => sum + one.tests.length, 0);
  const asked = isEmptyFilter(filter) ? '' : ` (${describeFilter(filter)})`;
  const share = `${formatCount(matching)} of ${counted(total, 'test')}${asked}`;
  const hint =
    matching > 0 ? [colors.dim('One whole test: --model M --test N, one of its trials or rotations: --test N.T')] : [];
  return [
    ...headingLines(state, colors),
    ...testsLines(found, widthOf(context.stdout), colors),
    ...(matching > 0 ? [''] : []),
    `${share} in ${folder}`,
    ...hint,
  ];
}
