// `review RUN`: writes beside the verdicts of the program what a person thinks of a test, or signs the run off.

import { reviewRun, type SaidOfTest } from '../../core/jobs/reviewRun';
import { reviewerName } from '../../core/run/reviewerName';
import { openRun } from '../../core/runFolder/openRun';
import type { RunEvent } from '../../shared/run/events';
import { reviewSummary } from '../../shared/run/reviews';
import { findTest, type RunState } from '../../shared/run/runState';
import { emptyRunFilter } from '../../shared/runs/runFilter';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { reviewedText, reviewText } from '../../shared/words/reviewText';
import { testName } from '../../shared/words/testName';
import type { ReviewCommand } from '../arguments/commands';
import type { TestNumber } from '../arguments/testNumber';
import { UsageError } from '../arguments/usageError';
import { shownPath, writeOut, type CliContext } from '../terminal/cliContext';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { findTests } from '../text/testsLines';
import { findRunFolder } from './findRunFolder';
import { filterForRun, refuseUnknownNumber } from './testsAsked';

export async function reviewCommand(command: ReviewCommand, context: CliContext): Promise<ExitCode> {
  const runDirectory = await findRunFolder(command.run, command.runs, context);
  const { state: before } = await openRun(runDirectory);
  const tests = command.test === undefined ? [] : [saidOf(before, command.test, command)];
  const reviewer = command.reviewer ?? (await knownReviewer(context));
  const { state, events } = await reviewRun({
    runDirectory,
    distDirectory: context.distDirectory,
    reviewer,
    tests,
    signsOff: command.signsOff,
  });
  const review = reviewSummary(state);
  const total = state.models.reduce((sum, model) => sum + model.tests.length, 0);
  const text = command.isJson
    ? JSON.stringify({ runDirectory, events, review }, null, 2)
    : [
        ...events.map((event) => eventLine(state, event)),
        `Reviewed: ${reviewedText(review, total) ?? 'no test'}`,
        `Run folder: ${shownPath(context.cwd, runDirectory)}`,
      ].join('\n');
  await writeOut(context.stdout, `${text}\n`);
  return exitCodes.done;
}

/** The name is shown before anything is written under it. */
async function knownReviewer(context: CliContext): Promise<string> {
  const known = await reviewerName(context.environment);
  if (known === null) throw new UsageError('Nobody knows your name here.', 'Say it: --by NAME');
  const { name, from } = known;
  const where = from === 'git' ? "git's user.name" : 'the name of your account';
  await writeOut(context.stderr, `Reviewer: ${oneLine(name)} (${where}; another one: --by NAME)\n`);
  return name;
}

function saidOf(state: RunState, number: TestNumber, { models, verdict, reason, comment }: ReviewCommand): SaidOfTest {
  refuseUnknownNumber(number, state);
  const found = findTests(state, filterForRun({ ...emptyRunFilter, models }, state), number).flatMap(
    ({ model, tests }) => tests.map(({ test, name }) => ({ model: model.model, index: test.index, name })),
  );
  const [first] = found;
  if (!first || found.length > 1)
    throw new UsageError(
      `That is ${found.length} tests, such as ${found
        .slice(0, 3)
        .map((one) => `${one.name} of ${oneLine(one.model)}`)
        .join(', ')}.`,
      'Name one with --model M --test N, one of several trials or rotations with --test N.T.',
    );
  const { model, index } = first;
  if (verdict === undefined && reason !== undefined)
    throw new UsageError('--reason says why a verdict should be another one.', 'Say which with --verdict.');
  const isOnlyComment = verdict === undefined && comment !== undefined;
  return {
    model,
    index,
    ...(isOnlyComment ? {} : { verdict: verdict ?? 'same' }),
    ...(reason === undefined ? {} : { reason }),
    ...(comment === undefined ? {} : { comment: comment === '-' ? '' : comment }),
  };
}

function eventLine(state: RunState, event: RunEvent): string {
  if (event.type !== 'testReviewed') return 'The run is signed off.';
  const { model, index } = event;
  const verdict = findTest(state, model, index)?.verdict ?? 'not_run';
  return `${testName(state, index)} ${oneLine(model)}: ${reviewText(event, verdict)}`;
}
