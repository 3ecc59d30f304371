// How far a judge model can be trusted, in words: said wherever one of its verdicts is shown.

import type { JudgeAgreement } from '../run/judgeAgreement';
import type { JudgeState } from '../run/runState';
import { formatPercent } from '../text/format';
import { oneLine } from '../text/hiddenCharacters';

/** `Judge openai~x agrees with 9 of 10 labels (90%, kappa 0.80).`, `Judge openai~x is uncalibrated.` */
export function agreementText(judge: string, agreement: JudgeAgreement | null): string {
  if (!agreement || agreement.labels === 0) return `Judge ${judge} is uncalibrated.`;
  const { labels, agreed, kappa } = agreement;
  const parts = [formatPercent(agreed / labels), ...(kappa === null ? [] : [`kappa ${kappa.toFixed(2)}`])];
  return `Judge ${judge} agrees with ${agreed} of ${labels} ${labels === 1 ? 'label' : 'labels'} (${parts.join(', ')}).`;
}

/** A line for each rubric of a run: what its verdicts are worth. */
export function judgeNotes(judges: readonly JudgeState[]): string[] {
  return judges.map((judge) => `${agreementText(judge.judge, judge)} Rubric: ${oneLine(judge.rubric)}`);
}
