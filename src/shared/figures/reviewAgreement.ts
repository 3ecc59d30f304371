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
  const reviewed = tests.filter((test) => isJudged(test) && labelsOf(test).length > 0);
  const pairs = reviewed.flatMap((test) =>
    labelsOf(test).map((label) => ({ label, verdict: test.verdict === 'correct' })),
  );
  const agreement = judgeAgreement(pairs);
  return { ...agreement, tests: reviewed.length, interval: wilsonInterval(agreement.agreed, agreement.labels) };
}

/** Whether the answer is right: what each reviewer says who says it. */
export function labelsOf({ reviews = [] }: Pick<TestState, 'reviews'>): boolean[] {
  return reviews.flatMap(({ verdict }) =>
    verdict === 'correct' || verdict === 'incorrect' ? [verdict === 'correct'] : [],
  );
}
