// What people said of a run and its tests, in words: the same in the terminal and on every page. Pure.

import type { ReviewAgreement } from '../figures/reviewAgreement';
import { isCommented, isDisagreed, isReviewed, type ReviewedTest, type ReviewSummary } from '../run/reviews';
import type { RunSignOff, TestReview } from '../run/testReview';
import type { Verdict } from '../run/verdict';
import { counted } from '../text/counted';
import { formatCount, formatPercent, formatInterval } from '../text/format';
import { oneLine } from '../text/hiddenCharacters';

/** `Ada: incorrect, not correct: the unit is missing. Comment: see the table`; `automatic` is the program's verdict. */
export function reviewText({ reviewer, verdict, reason, comment }: TestReview, automatic: Verdict): string {
  const said =
    verdict === undefined ? null : verdict === automatic ? `agrees with ${verdict}` : `${verdict}, not ${automatic}`;
  const parts = [
    ...(said === null ? [] : [`${said}${reason === undefined ? '' : `: ${oneLine(reason)}`}`]),
    ...(comment === undefined ? [] : [`comment: ${oneLine(comment)}`]),
  ];
  return `${oneLine(reviewer)}: ${parts.join('; ') || 'nothing any more'}`;
}

/** In one word what people say of a test: the strongest of it; null where nobody says anything. */
export function reviewState(test: ReviewedTest): 'disagreed' | 'reviewed' | 'commented' | null {
  if (isDisagreed(test)) return 'disagreed';
  if (isReviewed(test)) return 'reviewed';
  return isCommented(test) ? 'commented' : null;
}

/** `12 of 80 tests; 2 disagreed, 3 commented`; null where nobody looked at any. */
export function reviewedText({ reviewed, disagreed, commented }: ReviewSummary, tests: number): string | null {
  if (reviewed === 0 && commented === 0) return null;
  const more = [
    ...(disagreed === 0 ? [] : [`${formatCount(disagreed)} disagreed`]),
    ...(commented === 0 ? [] : [`${formatCount(commented)} commented`]),
  ];
  return `${formatCount(reviewed)} of ${counted(tests, 'test')}${more.length === 0 ? '' : `; ${more.join(', ')}`}`;
}

/** `Ada, 2026-11-28 10:00, with 3 tests unreviewed; the run has changed since`; `when` writes the time. */
export function signOffText(
  { reviewer, at, unreviewed, isOutdated }: RunSignOff,
  when: (at: string) => string,
): string {
  const left =
    unreviewed === undefined
      ? ''
      : unreviewed === 0
        ? ', with every test reviewed'
        : `, with ${counted(unreviewed, 'test')} unreviewed`;
  return `${oneLine(reviewer)}, ${when(at)}${left}${isOutdated ? '; the run has changed since' : ''}`;
}

/** What lists and trees have room for: `reviewed 12/80`, `signed off by Ada`. */
export function reviewParts({ reviewed, signOffs }: ReviewSummary, tests: number): string[] {
  const names = signOffs.filter(({ isOutdated }) => !isOutdated).map(({ reviewer }) => oneLine(reviewer));
  return [
    ...(reviewed === 0 ? [] : [`reviewed ${formatCount(reviewed)}/${formatCount(tests)}`]),
    ...(names.length === 0 ? [] : [`signed off by ${names.join(', ')}`]),
  ];
}

/** `9 of 12 reviews of 11 judged tests agree, kappa 0.62` */
export function reviewsText({ labels, agreed, kappa, tests }: ReviewAgreement): string {
  const beyond = kappa === null ? '' : `, kappa ${kappa.toFixed(2)}`;
  return `${formatCount(agreed)} of ${counted(labels, 'review')} of ${counted(tests, 'judged test')} ${labels === 1 ? 'agrees' : 'agree'}${beyond}`;
}

/** `75% (47-91), 9 of 12 reviews of 11 judged tests agree, kappa 0.62`; null without such a review. */
export function reviewAgreementText(agreement: ReviewAgreement): string | null {
  const { labels, agreed, interval } = agreement;
  if (interval === null) return null;
  return `${formatPercent(agreed / labels)} (${formatInterval(interval)}), ${reviewsText(agreement)}`;
}
