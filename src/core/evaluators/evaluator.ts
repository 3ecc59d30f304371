// What an evaluator is: a response and an expectation in, a verdict with its evidence out.

import type { EvaluatorName, Expectation } from '../../shared/benchmark';
import type { RecordedEvaluation } from '../../shared/testResult';
import type { TestError } from '../../shared/verdict';
import type { PythonRunner } from '../python/pythonRunner';

export interface Evaluation {
  record: RecordedEvaluation;
  /** Present exactly when the verdict is `error`. */
  error?: TestError;
}

export interface Evaluator {
  name: EvaluatorName;
  /** True when it executes model-written Python, so that the run starts and states a Python runner. */
  runsPython: boolean;
  /** `python` is null only when `runsPython` is false. */
  evaluate(response: string, expectation: Expectation, python: PythonRunner | null, signal: AbortSignal): Promise<Evaluation>;
}
