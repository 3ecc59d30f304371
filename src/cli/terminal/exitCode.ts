// Which exit code a run ends with. The order when several apply: 130, 2, 3, 4, 1, 0.

export const exitCodes = {
  done: 0,
  belowThreshold: 1,
  badUsage: 2,
  testErrors: 3,
  regression: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What of a run that was made matters for its exit code. (2 is given before there is a run, or when it fails as a whole.) */
interface RunResult {
  wasInterrupted: boolean;
  correct: number;
  incorrect: number;
  error: number;
  /** 0-100; absent when nothing is asked. */
  failUnder?: number;
  allowsErrors: boolean;
  /** Whether the figures are not what the benchmark requires. */
  isUnmet?: boolean;
  /** What became of it against its baseline, where that counts: a model got worse, or nothing can be said of one. */
  against?: 'worse' | 'untold' | 'fine';
}

export function exitCodeOf(result: RunResult): ExitCode {
  if (result.wasInterrupted) return exitCodes.interrupted;
  if (result.against === 'untold') return exitCodes.badUsage;
  if (result.error > 0 && !result.allowsErrors) return exitCodes.testErrors;
  if (result.against === 'worse') return exitCodes.regression;
  return isBelow(result) || result.isUnmet ? exitCodes.belowThreshold : exitCodes.done;
}

/** Compared as counts, because 29 of 100 is not 29% in floating point. Nothing judged is 0%: nothing was shown to be good enough. */
function isBelow({ correct, incorrect, failUnder }: RunResult): boolean {
  if (failUnder === undefined) return false;
  const judged = correct + incorrect;
  return judged === 0 ? failUnder > 0 : correct * 100 < failUnder * judged;
}
