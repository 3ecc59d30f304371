// How far a judge model agrees with people, measured on answers that they have labelled. Pure.

export interface JudgeAgreement {
  /** Labelled answers that it gave a verdict on. */
  labels: number;
  /** Those that it judged as the label says. */
  agreed: number;
  /** Cohen's kappa: agreement beyond chance, 1 at most; null where the labels or the verdicts are all of one kind. */
  kappa: number | null;
}

/**
 * Of pairs of a label and the judge's verdict, each whether the answer is right. Kappa is (p - e) / (1 - e), where p is the share of agreement
 * and e the one that chance would give: J. Cohen, A coefficient of agreement for nominal scales, 1960.
 */
export function judgeAgreement(pairs: readonly { label: boolean; verdict: boolean }[]): JudgeAgreement {
  const labels = pairs.length;
  const agreed = pairs.filter(({ label, verdict }) => label === verdict).length;
  const right = pairs.filter(({ label }) => label).length / labels;
  const passed = pairs.filter(({ verdict }) => verdict).length / labels;
  const byChance = right * passed + (1 - right) * (1 - passed);
  const isTold = labels > 0 && [right, passed].every((share) => share > 0 && share < 1);
  return { labels, agreed, kappa: isTold ? (agreed / labels - byChance) / (1 - byChance) : null };
}
