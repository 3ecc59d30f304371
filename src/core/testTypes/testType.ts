// What a test type is: an answer and an expectation in, a verdict with its evidence out.

import type { TestTypeName, Expectation } from '../../shared/run/benchmark';
import type { RecordedEvaluation } from '../../shared/results/testResult';
import type { TestError } from '../../shared/run/verdict';
import type { PythonRunner } from '../python/pythonRunner';
import type { PictureContext } from '../coordinates/pictureContext';
import type { ModelAnswer } from '../answerText/modelAnswer';

export interface Evaluation {
  record: RecordedEvaluation;
  /** Present exactly when the verdict is `error`. */
  error?: TestError;
}

export interface TestType {
  name: TestTypeName;
  /** True when it executes model-written Python, so that the run starts and states a Python runner. */
  runsPython: boolean;
  /** `python` is null only when `runsPython` is false; `picture` is there whenever the prompt has one. */
  evaluate(
    answer: ModelAnswer,
    expectation: Expectation,
    python: PythonRunner | null,
    signal: AbortSignal,
    picture?: PictureContext,
  ): Promise<Evaluation>;
}
