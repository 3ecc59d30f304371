// What a simulated model says: a right answer in a form that is natural for the test type, or a wrong one that a model might give. It is told
// what is expected, which no real model is, and asks the test type itself whether an answer is as right or as wrong as it is meant to be, so
// that it holds for any expectation.

import type { Expectation } from '../../shared/run/benchmark';
import type { SeededRandom } from '../../shared/statistics/seededRandom';
import { noFiles, type TestFacts } from '../checks/check';
import { modelAnswer } from '../answerText/modelAnswer';
import type { PictureContext } from '../coordinates/pictureContext';
import { findTestType } from '../testTypes/findTestType';
import type { ModelRequest } from './provider';

/** What no real model is told. */
export interface SimulatedTruth {
  /** The benchmark's. */
  expectation: Expectation;
  /** The first picture and the form places are asked for in; null without one. */
  picture: PictureContext | null;
}

/** What a simulated answer takes and costs is no matter of its words. */
const withinLimits: TestFacts = { timings: { total: 0, ttft: 0 }, cost: { usd: 0 }, tokens: { output: 0 } };

/**
 * The text of an answer that is judged correct, or incorrect when `isCorrect` is false. Where no such answer exists (the only option there is can't
 * be missed), or only running it would tell, it is the last of those that the test type offers.
 */
export async function simulatedAnswer(
  {
    testType,
    expectation,
    picture,
    variables = {},
  }: SimulatedTruth & Pick<ModelRequest, 'testType'> & Partial<Pick<ModelRequest, 'variables'>>,
  isCorrect: boolean,
  random: SeededRandom,
): Promise<string> {
  const type = findTestType(testType);
  const wanted = isCorrect ? 'correct' : 'incorrect';
  const never = new AbortController().signal;
  let answer = '{}';
  for (const candidate of type.simulatedAnswers(expectation, { isCorrect, picture, random })) {
    answer = candidate;
    const { record } = await type.evaluate({
      answer: modelAnswer(candidate),
      expectation,
      python: null,
      javascript: null,
      files: noFiles,
      judges: null,
      promptText: '',
      signal: never,
      picture: picture ?? undefined,
      variables,
      facts: withinLimits,
    });
    if (record.verdict === wanted) break;
  }
  return answer;
}
