// How far a judge model can be trusted, in words: said wherever one of its verdicts is shown.

import { judgeReviews } from '../figures/judgeReviews';
import type { JudgeAgreement } from '../run/judgeAgreement';
import type { JudgeState, RunState } from '../run/runState';
import { counted } from '../text/counted';
import { formatCount, formatPercent } from '../text/format';
import { oneLine } from '../text/hiddenCharacters';

/**
 * `Judge openai~x agrees with 9 of 10 labels (90%, kappa 0.80) and with 11 of 12 reviews (91.7%).`, `Judge openai~x is uncalibrated.` Labels are
 * those of the examples in the benchmark; reviews are what people said of the answers of a run.
 */
export function agreementText(
  judge: string,
  labels: JudgeAgreement | null,
  reviews: JudgeAgreement | null = null,
): string {
  const parts = [...agreedPart(labels, 'label'), ...agreedPart(reviews, 'review')];
  return parts.length === 0 ? `Judge ${judge} is uncalibrated.` : `Judge ${judge} agrees ${parts.join(' and ')}.`;
}

/** `with 9 of 10 labels (90%, kappa 0.80)` */
function agreedPart(agreement: JudgeAgreement | null, noun: string): string[] {
  if (!agreement || agreement.labels === 0) return [];
  const { labels, agreed, kappa } = agreement;
  const shares = [formatPercent(agreed / labels), ...(kappa === null ? [] : [`kappa ${kappa.toFixed(2)}`])];
  return [`with ${formatCount(agreed)} of ${counted(labels, noun)} (${shares.join(', ')})`];
}

/** For each rubric of a run what its judge's verdicts are worth, and the rubric in its own words. */
export function judgeTexts({
  judges,
  models,
}: Pick<RunState, 'judges' | 'models'>): { text: string; rubric: string }[] {
  if (judges.length === 0) return [];
  const reviews = judgeReviews({ models });
  return judges.map((judge: JudgeState) => ({
    text: agreementText(judge.judge, judge, reviews.get(judge.key)),
    rubric: judge.rubric,
  }));
}

/** The same, a line for each rubric. */
export function judgeNotes(run: Pick<RunState, 'judges' | 'models'>): string[] {
  return judgeTexts(run).map(({ text, rubric }) => `${text} Rubric: ${oneLine(rubric)}`);
}
