// The column of how far people agree with the program's verdicts on a model's tests.

import { formatPercent, formatInterval } from '../../../src/shared/text/format';
import { reviewsText } from '../../../src/shared/words/reviewText';
import type { FigureColumn, FigureRow } from './figureColumn';

export const agreementColumn: FigureColumn = {
  id: 'reviews_agree_percent',
  name: 'reviews agree',
  unit: '%',
  definition:
    "Of the reviews with a verdict on judged tests, how many say what the program says. In brackets the 95% interval (Wilson), which is too narrow where several reviews are of one test. Reviewers see the program's verdict first, so it may be higher than that of people who don't.",
  isLowerBetter: null,
  value: share,
  text: (row) => {
    const { interval } = row.reviews;
    const agreed = share(row);
    if (agreed === null || interval === null) return 'n/a';
    return `${formatPercent(agreed / 100).replace('%', '')} (${formatInterval(interval)})`;
  },
  note: ({ reviews }) => (reviews.labels === 0 ? 'nothing was reviewed' : reviewsText(reviews)),
  more: [
    { id: 'reviewed_tests', value: ({ reviews }) => reviews.tests },
    { id: 'reviews', value: ({ reviews }) => reviews.labels },
    { id: 'reviews_agree_low_percent', value: ({ reviews: { interval } }) => interval && interval.low * 100 },
    { id: 'reviews_agree_high_percent', value: ({ reviews: { interval } }) => interval && interval.high * 100 },
    { id: 'reviews_kappa', value: ({ reviews }) => reviews.kappa },
  ],
};

function share({ reviews: { agreed, labels } }: FigureRow): number | null {
  return labels === 0 ? null : (100 * agreed) / labels;
}
