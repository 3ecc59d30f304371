// `raw_string_evaluator`: the answer is the text itself, compared trimmed.

import type { TestType } from './testType';
import { expectedText } from './expectedText';
import { extractAnswer } from '../answerText/extractAnswer';
import { emptyAnswer, judged } from './judgement';
import { sameText } from './sameText';

export const rawString: TestType = {
  name: 'raw_string_evaluator',
  runsPython: false,
  evaluate(given, expectation) {
    const expected = expectedText(expectation, this.name);
    const answer = extractAnswer(given.said);
    if (answer === '') return Promise.resolve(emptyAnswer(this.name, given, expected));
    const isCorrect =
      sameText(answer, expected) || (typeof expectation === 'boolean' && answer === (expectation ? 'True' : 'False'));
    return Promise.resolve(judged({ testType: this.name, answer, expected, got: answer }, isCorrect));
  },
};
