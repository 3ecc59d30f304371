// The words for one of several tests of a prompt, and for all of them together. Pure text.

import type { PromptVariant } from '../../../src/shared/run/events';
import { lookWord } from '../../../src/shared/words/testText';
import type { SquareLook } from '../../../src/shared/words/testText';

/** `prompt 3, trial 2 of 5: correct` */
export function trialTitle({ prompt, kind, number, of }: PromptVariant, look: SquareLook): string {
  return `prompt ${prompt}, ${kind === 'rotation' ? 'order of options' : 'trial'} ${number} of ${of}: ${lookWord(look)}`;
}

/** `4 of 5 correct`, `2 of 5 correct so far`, `3 of 5 correct, 1 error` */
export function trialTally(looks: readonly SquareLook[]): string {
  const count = (look: SquareLook): number => looks.filter((one) => one === look).length;
  const errors = count('error');
  const skipped = count('skipped');
  return [
    `${count('correct')} of ${looks.length} correct${count('waiting') + count('running') > 0 ? ' so far' : ''}`,
    ...(errors > 0 ? [`${errors} ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(skipped > 0 ? [`${skipped} not run`] : []),
  ].join(', ');
}
