// Puts the outcome of judging together, the same way for all test types.

import type { TestTypeName } from '../../shared/run/benchmark';
import type { RecordedEvaluation } from '../../shared/results/testResult';
import type { ErrorKind } from '../../shared/run/verdict';
import type { Measures } from '../../shared/testTypes/measures';
import type { Evaluation } from './testType';
import { hiddenDifference } from '../answerText/hiddenDifference';
import { emptyAnswerReason } from '../answerText/emptyAnswerReason';
import type { ModelAnswer } from '../answerText/modelAnswer';
import { messageOf } from '../../shared/text/messageOf';

/** What was judged against what, and what else judging left. */
export interface Comparison extends Pick<
  RecordedEvaluation,
  'answer' | 'expected' | 'got' | 'score' | 'classes' | 'evidence' | 'python'
> {
  testType: TestTypeName;
  measures?: Measures;
}

/** `reason` says why the answer is incorrect, where expected and got don't say it all; what nobody can see in them is said beside it. */
export function judged(comparison: Comparison, isCorrect: boolean, reason?: string): Evaluation {
  if (isCorrect) return { record: { ...comparison, verdict: 'correct' } };
  const hidden = hiddenDifference(comparison.expected, comparison.got);
  const reasons = [reason, hidden && `It differs only in ${hidden}.`].filter((one) => one !== undefined);
  return {
    record: { ...comparison, verdict: 'incorrect', ...(reasons.length > 0 ? { reason: reasons.join(' ') } : {}) },
  };
}

/** There was nothing to judge, or judging failed: neither right nor wrong. */
function notJudged(comparison: Comparison, kind: ErrorKind, message: string): Evaluation {
  return { record: { ...comparison, verdict: 'error', reason: message }, error: { kind, message } };
}

/** There is an answer, but not in the form asked for, so that nothing is known of its worth. `reason`: one sentence. */
export function unparsable(comparison: Comparison, reason: string): Evaluation {
  return notJudged(comparison, 'unparsable', reason);
}

/** For a response without an answer in it. */
export function emptyAnswer(testType: TestTypeName, answer: ModelAnswer, expected: string): Evaluation {
  return notJudged({ testType, answer: '', expected, got: '' }, 'emptyAnswer', emptyAnswerReason(answer));
}

/** The program could not show what it is worth, because of where it ran. `explanation`: what was missing, and what to do. */
export function missingPart(comparison: Comparison, explanation: string): Evaluation {
  return notJudged(comparison, 'sandbox', explanation);
}

/** For whatever judging threw that it should not have. */
export function failedEvaluation(comparison: Comparison, kind: 'evaluator' | 'sandbox', error: unknown): Evaluation {
  const what = messageOf(error);
  const message =
    kind === 'sandbox' ? `The answer could not be run: ${what}` : `The answer could not be judged: ${what}`;
  return notJudged(comparison, kind, message);
}
