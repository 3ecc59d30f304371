// Why a test has no verdict, as one list: the kinds of error and the reasons for not being run, each with a name, a sentence that helps, and
// a place in filters. Pure.

import { notRunWords } from './notRun';
import type { RunState, RunStatus, TestState } from '../run/runState';
import { errorKindWords } from './testText';
import type { ErrorKind, NotRunCause } from '../run/verdict';

/** `unknown`: an error of which no reason was recorded, as in an imported report. */
export type TestKind = ErrorKind | 'unknown' | NotRunCause;

/** What happened and what to do about it; the test's own message says more. */
export const kindHelp: { readonly [kind in TestKind]: string } = {
  notSent:
    'The request could not be made, so nothing was sent. Asking again helps once what the test names is there again.',
  timeout:
    'The answer did not end in time. A higher time limit helps a slow model; a server that is silent needs a look.',
  rateLimited:
    'The model API went on refusing for too many requests. Fewer at once, or a limit of requests a minute, may help.',
  api: 'The model API answered with a failure. Its own words are in the test: often a name, a parameter or the account.',
  network:
    'The model API could not be reached, or the connection broke. Check the address, the server and the network.',
  authentication: 'The key was not accepted. Set the API key again, or check what it may be used for.',
  refused:
    'The model or a filter before it declined to answer. That is no wrong answer; another wording may be accepted.',
  truncated: 'The answer was cut off at its longest allowed length, so it was neither judged nor counted as fast.',
  truncatedPrompt:
    'The server left a part of the prompt out, as its count of tokens shows, so the answer was not judged. A longer context helps.',
  emptyAnswer: 'The model answered nothing but thinking or space.',
  batchExpired:
    'The model API did not come to the test before its batch expired. Asking again puts it into a new batch.',
  batchCancelled: 'Its batch was cancelled before the test was answered. Asking again puts it into a new batch.',
  batchFailed:
    'Its batch was refused or went wrong, or came back without this test. The words of the model API are in the test.',
  unparsable:
    'There is an answer, but not in the form asked for, so that it could not be judged. A clearer prompt or another coordinate form may help.',
  evaluator: 'The answer is there, but judging it failed. Re-scoring judges it again without asking the model.',
  sandbox:
    'What executes Python failed; the answer is not to blame. Re-scoring judges it again without asking the model.',
  unknown: 'No reason was recorded.',
  noVision: 'The model takes no pictures, so it was not asked about them.',
  unsupported: 'The model API can not do this type of test.',
  skipped: 'The benchmark says not to ask it.',
  otherShard: 'It belongs to another shard of the planned run. Its own run folder has it.',
  budget: 'The budget of the run was used up before. Resuming with a higher one asks what is left.',
  cancelled: 'The run was cancelled before the test was done. Resuming asks it.',
};

/** Every kind, errors first. */
export const testKinds = Object.keys(kindHelp) as TestKind[];

/** True for the name of a kind. */
export function isTestKind(value: string): value is TestKind {
  return Object.hasOwn(kindHelp, value);
}

/** What a kind is called: `Rate limited`, `Not run: no vision`. */
export function kindWord(kind: TestKind): string {
  if (isNotRunCause(kind)) return `Not run: ${notRunWords[kind]}`;
  return kind === 'unknown' ? 'Error without a reason' : errorKindWords[kind];
}

export function isNotRunCause(kind: TestKind): kind is NotRunCause {
  return Object.hasOwn(notRunWords, kind);
}

/** The kind of a test; null for one that was judged, or that may still be run. */
export function kindOfTest(
  test: Pick<TestState, 'verdict' | 'error' | 'notRun' | 'phase'>,
  { status }: Pick<RunState, 'status'>,
): TestKind | null {
  if (test.verdict === 'error') return test.error?.kind ?? 'unknown';
  return notRunCause(test, status);
}

/** Why a test is not run: as an event said, or because its run was cancelled; null for one that was run or may still be. */
export function notRunCause(test: Pick<TestState, 'notRun' | 'phase'>, status: RunStatus): NotRunCause | null {
  if (test.notRun) return test.notRun.kind;
  return status === 'cancelled' && test.phase !== 'finished' ? 'cancelled' : null;
}
