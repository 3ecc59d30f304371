// What the checks of a test come to together: the verdict, the score, and why.

import type { RecordedCheck } from '../../shared/results/testResult';
import { checkTitle } from '../../shared/testTypes/checkTitles';

interface ChecksVerdict {
  /** `error`: what could not be judged would decide. */
  verdict: 'correct' | 'incorrect' | 'error';
  /** The weighted mean of the scores, 0-1; undefined where nothing was judged. */
  score?: number;
  /** Why it is incorrect. */
  reason?: string;
}

/** Sums of shares such as 0.1 are not exact. */
const rounding = 1e-9;

/** All must hold, or with `passAt` the weighted mean of the scores must reach it. Checks with a weight of 0 decide nothing. */
export function checksVerdict(all: readonly RecordedCheck[], passAt: number | undefined): ChecksVerdict {
  const counting = all.filter(counts);
  const scored = counting.filter(({ score }) => score !== null);
  const score = scored.length === 0 ? undefined : meanScore(scored, 0);
  const verdict = verdictOf(counting, passAt);
  return {
    verdict,
    ...(score === undefined ? {} : { score }),
    ...(verdict === 'incorrect' ? { reason: reasonOf(counting, score ?? 0, passAt) } : {}),
  };
}

/** Whether the others leave the verdict to the check at this position: correct if it holds, and incorrect if it does not. */
export function isDecisive(all: readonly RecordedCheck[], position: number, passAt: number | undefined): boolean {
  const verdictIf = (one: Pick<RecordedCheck, 'verdict' | 'score'>): ChecksVerdict['verdict'] =>
    verdictOf(all.map((check, place) => (place === position ? { ...check, ...one } : check)).filter(counts), passAt);
  return (
    verdictIf({ verdict: 'correct', score: 1 }) === 'correct' &&
    verdictIf({ verdict: 'incorrect', score: 0 }) === 'incorrect'
  );
}

function counts({ weight }: RecordedCheck): boolean {
  return weight !== 0;
}

function verdictOf(counting: readonly RecordedCheck[], passAt: number | undefined): ChecksVerdict['verdict'] {
  if (passAt === undefined) {
    if (counting.some(({ verdict }) => verdict === 'incorrect')) return 'incorrect';
    return counting.every(({ verdict }) => verdict === 'correct') ? 'correct' : 'error';
  }
  // Whatever the checks that could not be judged would have come to.
  if (meanScore(counting, 0) >= passAt - rounding) return 'correct';
  return meanScore(counting, 1) < passAt - rounding ? 'incorrect' : 'error';
}

/** `unjudged` is the score of what could not be judged. */
function meanScore(checks: readonly RecordedCheck[], unjudged: number): number {
  const sum = (value: (one: RecordedCheck) => number): number => checks.reduce((all, one) => all + value(one), 0);
  return sum(({ score, weight = 1 }) => weight * (score ?? unjudged)) / sum(({ weight = 1 }) => weight);
}

function reasonOf(counting: readonly RecordedCheck[], score: number, passAt: number | undefined): string {
  const failing = counting.filter(({ verdict }) => verdict === 'incorrect');
  const [first] = failing;
  const share = passAt === undefined ? '' : `The score is ${score.toFixed(2)}, where at least ${passAt} is needed.`;
  if (!first) return share;
  const others = failing.length - 1;
  const more = others === 0 ? '' : `${others} more ${others === 1 ? 'check does' : 'checks do'} not hold.`;
  const what = counting.length === 1 ? '' : `${checkTitle(first)}: `;
  return [share, `${what}${first.reason ?? `${first.expected} does not hold.`}`, more]
    .filter((one) => one !== '')
    .join(' ');
}
