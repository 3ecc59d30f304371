// What people say of the shown test, and the buttons to say something. The program's verdict stays above, as it was.

import { html, nothing, type TemplateResult } from 'lit';
import type { ReviewAct, ShownTest } from '../../../src/shared/protocols/testPageProtocol';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { button } from '../kit/toolkit';
import { reviewList } from '../test/reviewList';

/** Nothing where nobody said anything and nobody can. */
export function renderReviews(
  { reviews, reviewer, detail }: ShownTest,
  act: (what: ReviewAct) => void,
): TemplateResult | typeof nothing {
  if (!detail || (reviews.length === 0 && reviewer === null)) return nothing;
  return html`<section class="part reviews" aria-label="Reviews">
    <h2>Reviews</h2>
    ${reviews.length === 0 ? html`<p class="muted">Nobody has reviewed this test.</p>` : nothing}
    ${reviewList({ reviews, verdict: detail.verdict })} ${reviewer === null ? nothing : renderActs(reviewer, act)}
  </section>`;
}

function renderActs(reviewer: string, act: (what: ReviewAct) => void): TemplateResult {
  return html`<div class="links">
    ${button({ label: 'Mark Reviewed', onClick: () => act('mark'), title: 'You looked at the test, and its verdict is right.' })}
    ${button({ label: 'Disagree...', onClick: () => act('disagree'), title: 'The verdict should be another one. Yours stands beside it, with your reason.' })}
    ${button({ label: 'Comment...', onClick: () => act('comment'), title: 'A remark that says nothing of the verdict' })}
    <span class="muted">as ${oneLine(reviewer)}</span>
  </div>`;
}
