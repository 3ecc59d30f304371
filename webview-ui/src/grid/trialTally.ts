// The words for several tests of a prompt together. Pure text.

import type { SquareLook } from '../../../src/shared/words/testText';

/** `4 of 5 correct`, `2 of 5 correct so far`, `3 of 5 correct, 1 error` */
export function trialTally(looks: readonly SquareLook[]): string {
  const count = (look: SquareLook): number => looks.filter((one) => one === look).length;
  const errors = count('error');
  const skipped = count('skipped');
  return [
    `${count('correct')} of ${looks.length} correct${count('waiting') + count('submitted') + count('running') > 0 ? ' so far' : ''}`,
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(skipped > 0 ? [`${skipped} not run`] : []),
  ].join(', ');
}
