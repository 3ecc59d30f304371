// What a test type is: all that the engine asks of one, so that a new one is one object beside these. What is shown of it in words, in
// figures and in result images is in src/shared/testTypes.

import type * as z from 'zod';
import type { Expectation, TestTypeName } from '../../shared/run/benchmark';
import type { RubricVerdict } from '../../shared/run/events';
import type { RecordedEvaluation } from '../../shared/results/testResult';
import type { TestError } from '../../shared/run/verdict';
import type { SeededRandom } from '../../shared/statistics/seededRandom';
import type { JudgingContext, Needs } from '../checks/check';
import type { Reading } from '../checks/yamlParts';
import type { PictureContext } from '../coordinates/pictureContext';
import type { TruthPlace } from '../coordinates/truthPlaces';

export interface Evaluation {
  record: RecordedEvaluation;
  /** Present exactly when the verdict is `error`. */
  error?: TestError;
  /** What judge models said; absent where none gave a verdict. */
  rubrics?: RubricVerdict[];
}

/** How people write in a file what a test type expects. */
export interface ExpectationForm {
  /** What may be written, for editors. Its `error` completes `... must be`; that of a refinement is said of the part as it is. */
  schema: z.ZodType<Expectation>;
  /**
   * Reads a value as the one of several forms that it is meant as, so that messages speak of that form only. `isRecorded`: of a run that was
   * made, which may be from before there was a bound that holds for what is written now.
   */
  read(written: unknown, isRecorded: boolean): Reading<Expectation>;
  /** What is expected each time of a prompt that is asked several times, each time otherwise; undefined for one that is asked as it is. */
  rotationsOf(expectation: Expectation, written: unknown): Expectation[] | undefined;
  /** One expectation, as it is written in a file. */
  example: string;
  /** What is said after a fault of the whole expectation, one sentence; empty where the fault says it all. */
  hint: string;
  /**
   * What keeps the writing of the file, where YAML would make something else of it: the digits of numbers in JSON; those of numbers that Python
   * reads, alone or in a map or list too; text (`1.50`, `TRUE`); every scalar; in a map the parts that are text by their name; or what each
   * check of a list keeps.
   */
  keepsWriting: 'json' | 'pythonNumber' | 'pythonValue' | 'text' | 'scalars' | 'textParts' | 'checks';
}

/** What a simulated model is told. */
export interface Simulation {
  /** Whether the answer is to be judged correct. */
  isCorrect: boolean;
  picture: PictureContext | null;
  random: SeededRandom;
}

/** An answer to be judged. */
export interface Judging extends JudgingContext {
  expectation: Expectation;
}

/** Every `expectation` is one that loading has let through, in the form it has been given there. */
export interface TestType {
  name: TestTypeName;
  form: ExpectationForm;
  /** Tokens that an answer is likely to have, without reasoning: for estimates. */
  likelyTokens: number;
  /** What is expected, as text for people; the test's result has it. */
  expectedText(expectation: Expectation): string;
  /** The same on one line, to tell prompts apart. */
  labelText(expectation: Expectation): string;
  /** What is appended to the prompt: in which form to answer. It never says what is right. Empty where the prompt says it all. */
  answerForm(expectation: Expectation, picture: PictureContext | null): string;
  /** The places on the first picture that are expected, to be held against its size. */
  placesOfTruth(expectation: Expectation): TruthPlace[];
  /** What a model might say, the most natural first, until one is judged as it is meant to be. */
  simulatedAnswers(expectation: Expectation, simulation: Simulation): Iterable<string>;
  /** What judging by the expectation needs of the run. */
  needs(expectation: Expectation): Needs;
  evaluate(judging: Judging): Promise<Evaluation>;
}
