// `show RUN`: a run, the tests of it that a filter asks for, or one whole test. Only reads.

import { describeFilter, filterChoices, isEmptyFilter, type RunFilter } from '../../shared/runs/runFilter';
import type { RunState } from '../../shared/run/runState';
import { tagsOf } from '../../shared/figures/tagStats';
import { testTypesOf } from '../../shared/figures/testTypeStats';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { ShowCommand } from '../arguments/commands';
import { counted } from '../../shared/text/counted';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { findRunFolder } from './findRunFolder';
import { readShownRun } from './readShownRun';
import { endedTest, readTest } from '../../core/runFolder/readTest';
import { testDocument } from '../../shared/words/testDocuments';
import { readTestDetail } from './readTestDetail';
import { resolveFilter, unknownText } from './resolveFilter';
import { headingLines, runLines, type ShownRun } from '../text/runLines';
import { colorsOf, widthOf } from '../terminal/terminal';
import { notRunReasonOf, notRunTestLines } from '../text/notRunTestLines';
import { testDetailLines } from '../text/testDetailLines';
import { findTests, isNumbered, testsLines, type ShownTests } from '../text/testsLines';
import type { TestNumber } from '../arguments/testNumber';
import { UsageError } from '../arguments/usageError';
import { promptNumber, testName } from '../../shared/words/testName';

export async function showCommand(command: ShowCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const run = await readShownRun(runDirectory, context.cwd);
  const filter = filterFor(command.filter, run.state);
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

/** The filter for one run. A model, test type or tag that the run does not have is a mistake, not an empty result. */
function filterFor(asked: RunFilter, state: RunState): RunFilter {
  const tags = tagsOf(state.prompts);
  const { filter, unknown } = resolveFilter(
    asked,
    filterChoices([{ testTypes: testTypesOf(state), tags, models: state.models }]),
  );
  const [first] = unknown;
  if (first) {
    const models = state.models.map((model) => model.model).join(', ');
    const types = testTypesOf(state).filter((testType) => testType !== '');
    throw new UsageError(
      `This run: ${unknownText(first)}`,
      `Its models are ${models}; its test ${types.length === 1 ? 'type is' : 'types are'} ${types.join(', ') || 'not recorded'}${tags.length === 0 ? '' : `; its tags are ${tags.join(', ')}`}.`,
    );
  }
  return filter;
}

function refuseUnknownNumber(number: TestNumber | undefined, state: RunState): void {
  if (number === undefined || state.prompts.some(({ index }) => isNumbered(state, index, number))) return;
  const { prompt, part } = number;
  const names = state.prompts.flatMap(({ index }) =>
    promptNumber(state, index) === prompt ? [testName(state, index)] : [],
  );
  if (part !== null && names.length > 0)
    throw new UsageError(`Prompt #${prompt} of this run has no part ${part}.`, `Its tests are ${names.join(', ')}.`);
  const last = Math.max(...state.prompts.map(({ index }) => promptNumber(state, index)));
  throw new UsageError(
    `This run has no prompt #${prompt}.`,
    `Its prompts are #1 to #${last}. Prompt 2 is --test 2, its second trial or rotation --test 2.2.`,
  );
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
          ...(detail ? {} : { notRun: notRunReasonOf(shown!) }),
        },
        null,
        2,
      )
    : (detail ? testDetailLines(detail, width, colors) : notRunTestLines(state, model, shown!, width, colors)).join(
        '\n',
      );
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
  const text = testDocument(stored, 'transcriptText');
  if (text === null) throw new Error(`Test ${testName(state, index)} of ${model.model} has lost its transcript.`);
  await writeOut(context.stdout, text);
  return exitCodes.done;
}

function foundLines(
  { state, folder }: ShownRun,
  found: readonly ShownTests[],
  filter: RunFilter,
  context: CliContext,
): string[] {
  const colors = colorsOf(context.stdout, context.environment);
  const total = state.models.reduce((sum, model) => sum + model.tests.length, 0);
  const matching = found.reduce((sum, one) => sum + one.tests.length, 0);
  const asked = isEmptyFilter(filter) ? '' : ` (${describeFilter(filter)})`;
  const share = `${matching} of ${counted(total, 'test')}${asked}`;
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
