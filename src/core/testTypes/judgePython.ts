// Runs the Python of an answer and has its output judged: what the three Python test types have in common.

import type { TestTypeName } from '../../shared/run/benchmark';
import { describeFailure } from '../python/describeFailure';
import { SandboxError, type PythonResult, type PythonRunner } from '../python/pythonRunner';
import type { Evaluation } from './testType';
import { extractAnswer } from '../answerText/extractAnswer';
import type { ModelAnswer } from '../answerText/modelAnswer';
import { emptyAnswer, failedEvaluation, judged, missingPart, type Comparison } from './judgement';

export interface PythonJudgement {
  isCorrect: boolean;
  reason?: string;
}

interface PythonTest {
  testType: TestTypeName;
  answer: ModelAnswer;
  /** What should be printed, as text for people. */
  expected: string;
  python: PythonRunner | null;
  signal: AbortSignal;
  /** An expression is printed, a program is run as it is. */
  kind: 'expression' | 'program';
  /** Judges the trimmed output of a program that ended well. */
  judgeOutput(printed: string, expected: string): PythonJudgement;
}

/** Throws the signal's reason when aborted; everything else that goes wrong is part of the evaluation. */
export async function judgePython(test: PythonTest): Promise<Evaluation> {
  const { testType, expected } = test;
  const answer = extractAnswer(test.answer.said, test.kind);
  if (answer === '') return emptyAnswer(testType, test.answer, expected);
  // On lines of its own, so that a comment behind the expression doesn't swallow the parenthesis.
  const code = test.kind === 'expression' ? `print(\n${answer}\n)` : answer;
  const comparison: Comparison = { testType, answer, expected, got: '' };
  try {
    if (!test.python) throw new SandboxError('No Python runner was started.');
    const result = await test.python.run(code, test.signal);
    return judgeResult(test, comparison, code, result);
  } catch (error) {
    test.signal.throwIfAborted();
    return failedEvaluation(comparison, error instanceof SandboxError ? 'sandbox' : 'evaluator', error);
  }
}

function judgeResult(test: PythonTest, comparison: Comparison, code: string, result: PythonResult): Evaluation {
  const { outcome, stdout, durationMs } = result;
  const failure = describeFailure(outcome);
  const python = { code, stdout, outcome: failure ? `${outcome.kind}: ${failure.got}` : outcome.kind, durationMs };
  if (failure && outcome.kind === 'lacks')
    return missingPart({ ...comparison, got: failure.got, python }, outcome.explanation);
  if (failure) return judged({ ...comparison, got: failure.got, python }, false, failure.reason);
  const printed = stdout.replace(/\r\n/g, '\n').trim();
  const { isCorrect, reason } = test.judgeOutput(printed, test.expected);
  return judged(
    { ...comparison, got: printed, python },
    isCorrect,
    printed === '' ? 'The program printed nothing.' : reason,
  );
}
