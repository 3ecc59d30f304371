// Judges one answer as a run does, with whatever of the run the test does not speak of left out.

import { modelAnswer, type ModelAnswer } from '../../../../src/core/answerText/modelAnswer';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import { noFiles } from '../../../../src/core/checks/check';
import type { Evaluation, Judging } from '../../../../src/core/testTypes/testType';
import type { Expectation, TestTypeName } from '../../../../src/shared/run/benchmark';

const noFacts: Judging['facts'] = {
  timings: { total: null, ttft: null },
  cost: { usd: null },
  tokens: { output: null },
};

export function evaluate(
  name: TestTypeName,
  answer: string | ModelAnswer,
  expectation: Expectation,
  more: Partial<Omit<Judging, 'answer' | 'expectation'>> = {},
): Promise<Evaluation> {
  return findTestType(name).evaluate({
    answer: typeof answer === 'string' ? modelAnswer(answer) : answer,
    expectation,
    python: null,
    javascript: null,
    files: noFiles,
    judges: null,
    promptText: '',
    signal: new AbortController().signal,
    variables: {},
    facts: noFacts,
    ...more,
  });
}
