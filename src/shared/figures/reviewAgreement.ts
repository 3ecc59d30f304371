// How far the program's verdicts agree with those of people who reviewed them. Pure.

import { judgeAgreement, type JudgeAgreement } from '../run/judgeAgreement';
import type { TestState } from '../run/runState';
import { isJudged } from '../run/verdict';
import { wilsonInterval, type Interval } from '../statistics/proportions';

/** Its labels are the verdicts of people. */
export interface ReviewAgreement extends JudgeAgreement {
  /** The tests that they are of. */
  tests: number;
  /** The 95% Wilson interval of the share that agrees, as if no two reviews were of one test; null without any. */
  interval: Interval | null;
}

/** A pair for each reviewer of each test that both judged. */
export function reviewAgreement(tests: readonly Pick<TestState, 'verdict' | 'reviews'>[]): ReviewAgreement {
  const reviewed = tests.filter((test) => isJudged(test) && (test.reviews ?? []).some(isOfVerdict));
  const pairs = reviewed.flatMap(({ verdict, reviews = [] }) =>
    reviews
      .filter(isOfVerdict)
      .map((review) => ({ label: review.verdict === 'correct', verdict: verdict === 'correct' })),
  );
  const agreement = judgeAgreement(pairs);
  return { ...agreement, tests: reviewed.length, interval: wilsonInterval(agreement.agreed, agreement.labels) };
}

function isOfVerdict({ verdict }: { verdict?: string }): boolean {
  return verdict === 'correct' || verdict === 'incorrect';
}
