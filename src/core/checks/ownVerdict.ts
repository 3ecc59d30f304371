// What a user's own evaluator may give, and what it comes to.

import type { JudgeOutcome } from '../python/ownJudge';
import { isMap } from '../../shared/text/isMap';
import type { CheckJudgement } from './check';

/** The score from which an answer is correct, where neither the evaluator nor the benchmark says. */
export const usualThreshold = 0.5;

const forms = 'true or false, a score from 0 to 1, or a map with `verdict` or `pass`, `score`, `reason`';
const verdicts: { readonly [word: string]: boolean } = { correct: true, pass: true, incorrect: false, fail: false };

/** `got` is what was judged. An evaluator that gives anything else is at fault itself. */
export function ownVerdict(outcome: JudgeOutcome, file: string, threshold: number, got: string): CheckJudgement {
  const fault = (message: string): CheckJudgement => ({ verdict: 'error', got, error: { kind: 'evaluator', message } });
  if ('fault' in outcome) return fault(outcome.fault);
  const { value } = outcome;
  const { verdict, pass, score, reason } = isMap(value) ? value : partsOf(value);
  const wrong = (what: unknown): CheckJudgement =>
    fault(`${file}: It gave ${JSON.stringify(what)}, which is no verdict: expected ${forms}.`);
  if (score !== undefined && score !== null && !isScore(score)) return wrong(value);
  const said = verdict ?? pass ?? undefined;
  const told = typeof said === 'string' ? verdicts[said.toLowerCase()] : said;
  if (said !== undefined && typeof told !== 'boolean') return wrong(value);
  if (told === undefined && !isScore(score)) return wrong(value);
  const isCorrect = typeof told === 'boolean' ? told : isScore(score) && score >= threshold;
  const why = typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : undefined;
  return {
    verdict: isCorrect ? 'correct' : 'incorrect',
    got,
    ...(isScore(score) ? { score } : {}),
    ...(isCorrect ? {} : { reason: why ?? (isScore(score) ? `It has a score of ${score}.` : `${file} says so.`) }),
  };
}

function partsOf(value: unknown): { [name: string]: unknown } {
  return typeof value === 'boolean' ? { pass: value } : { score: value };
}

function isScore(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
