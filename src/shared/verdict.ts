// The verdict of a test, and the kinds of error that leave a test without a judgeable answer.

/** `error`: there was no judgeable answer. `not_run`: nothing was asked. Neither is *incorrect*. */
export type Verdict = 'correct' | 'incorrect' | 'error' | 'not_run';

export type ErrorKind =
  | 'timeout'
  | 'rateLimited'
  | 'api'
  | 'network'
  | 'authentication'
  | 'refused'
  | 'truncated'
  | 'emptyAnswer'
  | 'evaluator'
  | 'sandbox';

/** Why a test has no judgeable answer. */
export interface TestError {
  kind: ErrorKind;
  /** What happened and what to do about it, for people; never contains a key. */
  message: string;
  /** HTTP status, where there was one. */
  status?: number;
}
