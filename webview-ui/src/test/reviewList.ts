// What people say of a test: who, which verdict, why, and when. The program's verdict stands elsewhere, as it was.

import { css, html, nothing, type TemplateResult } from 'lit';
import type { ReviewedTest } from '../../../src/shared/run/reviews';
import { formatDateTime } from '../../../src/shared/text/format';
import { reviewText } from '../../../src/shared/words/reviewText';

/** Nothing where nobody says anything. */
export function reviewList({ reviews = [], verdict }: ReviewedTest): TemplateResult | typeof nothing {
  if (reviews.length === 0) return nothing;
  return html`<ul class="review-list" aria-label="Reviews">
    ${reviews.map((review) => html`<li>${reviewText(review, verdict)} <span class="muted">${formatDateTime(review.at)}</span></li>`)}
  </ul>`;
}

export const reviewListStyles = css`
  .review-list {
    margin: 0 0 8px;
    padding-left: 20px;
  }
  .review-list li {
    overflow-wrap: anywhere;
  }
`;
