// What a reviewer says of a test, or of the run as a whole.

import type { Verdict } from './verdict';

/** Who said it, and when. */
export interface SignOff {
  reviewer: string;
  /** ISO 8601 with offset. */
  at: string;
}

/** All that one reviewer says of a test. */
export interface TestReview extends SignOff {
  /** What the reviewer holds the verdict to be, which may be the program's; absent while there is only a comment. */
  verdict?: Exclude<Verdict, 'not_run'>;
  /** Why it should be another verdict than the program's. */
  reason?: string;
  comment?: string;
}

export interface RunSignOff extends SignOff {
  /** Tests that had ended and that nobody had reviewed then; absent in the `run.json` of runs from before it was counted. */
  unreviewed?: number;
  /** The run went on, or was judged again, since. */
  isOutdated?: boolean;
}
