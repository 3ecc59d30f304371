// `raw_string_evaluator`: the answer is the text itself, compared trimmed.

import type { TestType } from './testType';
import { expectedText } from './expectedText';
import { extractAnswer } from '../answerText/extractAnswer';
import { emptyAnswer, judged } from './judgement';
import { sameText } from './sameText';
import { unwrapped } from '../answerText/wrappers';
import type { Expectation } from '../../shared/run/benchmark';

export const rawString: TestType = {
  name: 'raw_string_evaluator',
  runsPython: false,
  evaluate(given, expectation) {
    const expected = expectedText(expectation, this.name);
    const answer = extractAnswer(given.said);
    // Right as it stands comes first; only then is something taken away.
    const right = [given.raw, given.said, answer, unwrapped(answer, 'text')].find((text) => isRight(text, expectation));
    if (answer === '' && right === undefined) return Promise.resolve(emptyAnswer(this.name, given, expected));
    const got = (right ?? answer).trim();
    return Promise.resolve(judged({ testType: this.name, answer: got, expected, got }, right !== undefined));
  },
};

function isRight(text: string, expectation: Expectation): boolean {
  if (text.trim() === '') return false;
  if (typeof expectation === 'boolean' && text.trim() === (expectation ? 'True' : 'False')) return true;
  return sameText(text, expectedText(expectation, 'raw_string_evaluator'));
}
