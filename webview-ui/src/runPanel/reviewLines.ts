// What people said of a test, in lines of a hover: who, when, which verdict and why.

import type { TestState } from '../../../src/shared/run/runState';
import { formatDateTime } from '../../../src/shared/text/format';
import { reviewText } from '../../../src/shared/words/reviewText';
import { shortLine } from './shortLine';

/** Reviewers that a hover has room for; the latest are shown. */
const mostShown = 3;

/** Characters of a review that a hover has room for. */
const longestShown = 240;

/** `Ada: incorrect, not correct: the unit is missing · 28 Nov 2026, 10:00:00`, the latest last. */
export function reviewLines({ reviews = [], verdict }: Pick<TestState, 'reviews' | 'verdict'>): string[] {
  const shown = reviews.slice(-mostShown);
  const earlier = reviews.length - shown.length;
  return [
    ...(earlier === 0 ? [] : [`${earlier} more ${earlier === 1 ? 'review' : 'reviews'} on the test page`]),
    ...shown.map((review) => `${shortLine(reviewText(review, verdict), longestShown)} · ${formatDateTime(review.at)}`),
  ];
}
