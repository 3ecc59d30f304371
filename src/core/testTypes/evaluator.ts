// What an evaluator is: a response and an expectation in, a verdict with its evidence out.

import type { EvaluatorName, Expectation } from '../../shared/run/benchmark';
import type { ProfileChoice } from '../../shared/results/picture';
import type { RecordedEvaluation } from '../../shared/results/testResult';
import type { TestError } from '../../shared/run/verdict';
import type { CoordinateProfile } from '../coordinates/coordinateProfile';
import type { PythonRunner } from '../python/pythonRunner';

export interface Evaluation {
  record: RecordedEvaluation;
  /** Present exactly when the verdict is `error`. */
  error?: TestError;
}

/** The first picture of the prompt and how the model gives places on it. */
export interface PictureContext {
  /** px of the upright original; the truth of a benchmark is in these. */
  width: number;
  height: number;
  /** px of what was sent. */
  sentWidth: number;
  sentHeight: number;
  profile: CoordinateProfile;
  chosenBy: ProfileChoice;
}

export interface Evaluator {
  name: EvaluatorName;
  /** True when it executes model-written Python, so that the run starts and states a Python runner. */
  runsPython: boolean;
  /** `python` is null only when `runsPython` is false; `picture` is there whenever the prompt has one. */
  evaluate(response: string, expectation: Expectation, python: PythonRunner | null, signal: AbortSignal, picture?: PictureContext): Promise<Evaluation>;
}
