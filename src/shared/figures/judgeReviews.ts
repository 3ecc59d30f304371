// How far the judge models of a run agree with people who reviewed the answers that they judged. Pure.

import { judgeAgreement, type JudgeAgreement } from '../run/judgeAgreement';
import type { RunState } from '../run/runState';
import { labelsOf } from './reviewAgreement';

/**
 * By the key of the rubric; its labels are the verdicts of people. A person's verdict is of the whole test, so a rubric is held against it only
 * where the other checks leave the verdict of the test to it.
 */
export function judgeReviews({ models }: Pick<RunState, 'models'>): ReadonlyMap<string, JudgeAgreement> {
  const pairs = new Map<string, { label: boolean; verdict: boolean }[]>();
  for (const test of models.flatMap(({ tests }) => tests.filter(({ reviews, rubrics }) => reviews && rubrics))) {
    for (const { key, verdict, decides } of test.rubrics ?? []) {
      if (!decides) continue;
      const own = pairs.get(key) ?? [];
      for (const label of labelsOf(test)) own.push({ label, verdict: verdict === 'correct' });
      pairs.set(key, own);
    }
  }
  return new Map([...pairs].map(([key, own]) => [key, judgeAgreement(own)]));
}
