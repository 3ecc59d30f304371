// What people say of the tests of a run, beside the verdicts of the program and never in their place. Pure.

import type { RunState, TestState } from './runState';
import { lineProblem } from '../text/lineProblem';
import type { RunSignOff, TestReview, SignOff } from './testReview';

/** Characters of a reviewer's name. */
export const longestReviewer = 100;
/** Characters of a reason or a comment. */
export const longestReviewText = 1000;
/** Of more people than this on one test, those who spoke first are left out. */
const mostReviewers = 100;

/** How far a run has been reviewed: numbers of tests. */
export interface ReviewSummary {
  reviewed: number;
  disagreed: number;
  commented: number;
  signOffs: RunSignOff[];
}

export const noReview: ReviewSummary = { reviewed: 0, disagreed: 0, commented: 0, signOffs: [] };

/** What is wrong with a reviewer's name, for people; null for nothing. */
export function reviewerProblem(name: string): string | null {
  return name === '' ? 'A reviewer has a name.' : lineProblem(name, 'name', longestReviewer);
}

/** What is wrong with a reason or a comment, for people; null for nothing. */
export function reviewTextProblem(text: string): string | null {
  return lineProblem(text, 'text', longestReviewText);
}

export type ReviewedTest = Pick<TestState, 'verdict' | 'reviews'>;

/** Whether somebody has looked at the test and said what the verdict is to be. */
export function isReviewed({ reviews = [] }: ReviewedTest): boolean {
  return reviews.some(({ verdict }) => verdict !== undefined);
}

/** Whether somebody holds another verdict than the program. */
export function isDisagreed({ verdict, reviews = [] }: ReviewedTest): boolean {
  return reviews.some((review) => review.verdict !== undefined && review.verdict !== verdict);
}

export function isCommented({ reviews = [] }: ReviewedTest): boolean {
  return reviews.some(({ comment }) => comment !== undefined);
}

/** What a test can be looked for by. `unreviewed`: it has ended, and nobody has said what the verdict is to be. */
export const reviewKinds = ['unreviewed', 'disagreed', 'commented'] as const;

export type ReviewKind = (typeof reviewKinds)[number];

export function isOfReviewKind(kind: ReviewKind, test: ReviewedTest): boolean {
  switch (kind) {
    case 'unreviewed':
      return test.verdict !== 'not_run' && !isReviewed(test);
    case 'disagreed':
      return isDisagreed(test);
    case 'commented':
      return isCommented(test);
  }
}

export function reviewKindsOf(test: ReviewedTest): ReviewKind[] {
  return reviewKinds.filter((kind) => isOfReviewKind(kind, test));
}

export function reviewSummary({ models, signOffs }: Pick<RunState, 'models' | 'signOffs'>): ReviewSummary {
  const tests = models.flatMap((model) => model.tests.filter(({ reviews }) => reviews));
  return {
    reviewed: tests.filter(isReviewed).length,
    disagreed: tests.filter(isDisagreed).length,
    commented: tests.filter(isCommented).length,
    signOffs,
  };
}

/** The latest of each reviewer counts. A test that has not ended has nothing to be reviewed. */
export function keepReview(test: TestState | undefined, event: TestReview): TestState | undefined {
  if (!test || test.phase !== 'finished') return undefined;
  const { reviewer, at, verdict, reason, comment } = event;
  const others = (test.reviews ?? []).filter((review) => review.reviewer !== reviewer);
  const review: TestReview = {
    reviewer,
    at,
    ...(verdict ? { verdict } : {}),
    ...(reason ? { reason } : {}),
    ...(comment ? { comment } : {}),
  };
  const saysNothing = !verdict && !comment;
  const reviews = saysNothing ? others : [...others, review].slice(-mostReviewers);
  if (reviews.length === 0) delete test.reviews;
  else test.reviews = reviews;
  return test;
}

/** The latest of each reviewer counts. Changes the list in place, as the fold does with all that is its own. */
export function keepSignOff(
  { models, signOffs }: Pick<RunState, 'models' | 'signOffs'>,
  { reviewer, at }: SignOff,
): void {
  const earlier = signOffs.findIndex((one) => one.reviewer === reviewer);
  if (earlier >= 0) signOffs.splice(earlier, 1);
  const unreviewed = models.reduce(
    (sum, { tests }) => sum + tests.filter((test) => isOfReviewKind('unreviewed', test)).length,
    0,
  );
  signOffs.push({ reviewer, at, unreviewed });
  if (signOffs.length > mostReviewers) signOffs.shift();
}

/** What was signed is no longer what the run says. */
export function outdateSignOffs(signOffs: RunSignOff[]): void {
  for (const one of signOffs) one.isOutdated = true;
}
