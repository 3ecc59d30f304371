// What the image test types have in common: the expectation is looked at before it is used, and whatever goes wrong in
// judging is the harness's failure, never the model's.

import type { TestTypeName, Expectation } from '../../shared/run/benchmark';
import type { Evaluation, TestType } from './testType';
import type { PictureContext } from '../coordinates/pictureContext';
import { expectedText } from './expectedText';
import { extractAnswer } from '../answerText/extractAnswer';
import type { ModelAnswer } from '../answerText/modelAnswer';
import { emptyAnswer, failedEvaluation, type Comparison } from './judgement';

export interface ImageTest<Wanted> {
  testType: TestTypeName;
  /** What the model said: its response without thinking. */
  said: string;
  /** The same out of its fence; never empty. */
  answer: string;
  wanted: Wanted;
  /** `wanted` as text for people. */
  expected: string;
  /** Absent when the prompt has no picture. */
  picture?: PictureContext;
}

/**
 * `keys` are those that a normalized expectation (src/shared/run/imageExpectation.ts) must have; loading has checked what is in them.
 * A response without an answer never gets to `judge`.
 */
export function imageTestType<Wanted extends object>(
  name: TestTypeName,
  keys: readonly (keyof Wanted & string)[],
  judge: (test: ImageTest<Wanted>) => Evaluation,
): TestType {
  const evaluate = (given: ModelAnswer, expectation: Expectation, picture: PictureContext | undefined): Evaluation => {
    const { said } = given;
    const answer = extractAnswer(said, 'json');
    let expected = '';
    try {
      const wanted = wantedBy(name, expectation, keys);
      expected = expectedText(expectation, name);
      if (answer === '') return emptyAnswer(name, given, expected);
      return judge({ testType: name, said, answer, wanted, expected, ...(picture ? { picture } : {}) });
    } catch (error) {
      return failedEvaluation({ testType: name, answer, expected, got: '' }, 'evaluator', error);
    }
  };
  return {
    name,
    runsPython: false,
    evaluate: (given, expectation, _python, _signal, picture) => Promise.resolve(evaluate(given, expectation, picture)),
  };
}

/** The test's picture. Throws when it has none, which loading refuses for types that need one. */
export function pictureOf(test: ImageTest<object>): PictureContext {
  if (!test.picture) throw new Error(`a ${test.testType} test needs a picture, and this one has none`);
  return test.picture;
}

/** The record of a test that could be judged so far. */
export function comparisonOf(test: ImageTest<object>, got: string): Comparison {
  return { testType: test.testType, answer: test.answer, expected: test.expected, got };
}

function wantedBy<Wanted extends object>(
  name: TestTypeName,
  expectation: Expectation,
  keys: readonly (keyof Wanted & string)[],
): Wanted {
  const isMap = typeof expectation === 'object' && expectation !== null && !Array.isArray(expectation);
  const missing = keys.find((key) => !isMap || !Object.hasOwn(expectation, key));
  if (missing !== undefined)
    throw new Error(`the expectation is not that of a ${name} test: it has no ${JSON.stringify(missing)}`);
  return expectation as Wanted;
}
