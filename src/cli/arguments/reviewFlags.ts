// The flags of what people say of a run, and of the test that they say it of.

import { longestReviewText, reviewerProblem, reviewTextProblem } from '../../shared/run/reviews';
import { flag } from './flag';
import { onOff, oneOf, shortText } from './flagKinds';
import { testNumber } from './testNumber';

export const reviewFlags = {
  test: flag('test', testNumber, {
    show: 'Only the tests of prompt N; with `.T` only its trial or rotation T. The whole test when one is left.',
    review: 'The test of prompt N; with `.T` its trial or rotation T.',
  }),
  reviewVerdict: flag('verdict', oneOf('VERDICT', ['correct', 'incorrect'] as const), {
    review:
      'What the verdict should be. It stands beside the one that the program gave, which counts as before. Default: the same as the program.',
  }),
  reason: flag('reason', shortText('TEXT', reviewTextProblem), {
    review: 'Why it should be another verdict than the one of the program; needed where it is one.',
  }),
  reviewComment: flag(
    'comment',
    shortText('TEXT', reviewTextProblem),
    { review: 'A remark on the test. Alone it says nothing of the verdict; `--comment -` takes yours away.' },
    { more: `At most ${longestReviewText} characters, as a reason.` },
  ),
  signOff: flag('sign-off', onOff, { review: 'Signs the run off as it is now.' }),
  reviewer: flag('by', shortText('NAME', reviewerProblem), {
    review: "Whose review it is. Default: git's `user.name`, else the name of your account.",
  }),
};
