// The verdict of a test, and the kinds of error that leave a test without a judgeable answer.

/** Of a test that was asked. `error`: there was no judgeable answer, which is not the same as *incorrect*. */
export const askedVerdicts = ['correct', 'incorrect', 'error'] as const;

/** `not_run`: nothing was asked. */
export const verdicts = [...askedVerdicts, 'not_run'] as const;

export type Verdict = (typeof verdicts)[number];

/** How a test stands, for whoever looks for tests or counts them: a test that a model API has in a batch is asked, and has no verdict yet. */
export const standings = [...askedVerdicts, 'submitted', 'not_run'] as const;

export type Standing = (typeof standings)[number];

export function standingOf({ verdict, phase }: { readonly verdict: Verdict; readonly phase: string }): Standing {
  return phase === 'submitted' ? 'submitted' : verdict;
}

/** Whether the answer was judged: such a test counts for accuracy. */
export function isJudged({ verdict }: { readonly verdict: Verdict }): boolean {
  return verdict === 'correct' || verdict === 'incorrect';
}

export const errorKinds = [
  /** The request could not be made: a picture of the run is gone, or was changed. */
  'notSent',
  'timeout',
  'rateLimited',
  'api',
  'network',
  'authentication',
  'refused',
  'truncated',
  /** The server left a part of the prompt out. */
  'truncatedPrompt',
  'emptyAnswer',
  /** The test was in a batch that its model API did not come to in time. */
  'batchExpired',
  /** The test was in a batch that was cancelled before it was answered. */
  'batchCancelled',
  /** The test was in a batch that was refused or went wrong as a whole, or that came back without it. */
  'batchFailed',
  // There is an answer, but not in the form asked for: no coordinates, a number out of range, no letter.
  'unparsable',
  'evaluator',
  'sandbox',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

/** Why a test has no judgeable answer. */
export interface TestError {
  kind: ErrorKind;
  /** What happened and what to do about it, for people; never contains a key. */
  message: string;
  /** HTTP status, where there was one. */
  status?: number;
}

/**
 * Why a test was not run. `noVision`: the model takes no pictures. `unsupported`: the model API can't do this test type.
 * `budget`: the run's budget was used up before. `skipped`: the benchmark says not to ask it. `otherShard`: the run is one shard of a planned
 * run, and the test is another shard's; it counts nowhere.
 */
export const notRunKinds = ['noVision', 'unsupported', 'skipped', 'budget', 'otherShard'] as const;

export type NotRunKind = (typeof notRunKinds)[number];

/** A cause as people see it. `cancelled` stands for the tests that a cancelled run did not come to. No event names them, so resuming has nothing to undo. */
export type NotRunCause = NotRunKind | 'cancelled';

export interface NotRunReason {
  kind: NotRunKind;
  /** One sentence for people. */
  message: string;
}
