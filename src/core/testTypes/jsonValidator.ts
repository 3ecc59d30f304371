// `json_validator_eval`: the answer is JSON, compared deeply with the expected JSON.

import type { Expectation } from '../../shared/run/benchmark';
import type { Evaluation, TestType } from './testType';
import { expectedText } from './expectedText';
import { extractAnswer } from '../answerText/extractAnswer';
import type { ModelAnswer } from '../answerText/modelAnswer';
import { jsonDifference } from './jsonDifference';
import { describeJsonError } from '../answerText/jsonError';
import { formatJson, jsonValueOf, parseJson } from '../answerText/jsonText';
import { emptyAnswer, failedEvaluation, judged, type Comparison } from './judgement';

export const jsonValidator: TestType = {
  name: 'json_validator_eval',
  runsPython: false,
  evaluate(given, expectation) {
    return Promise.resolve(judgeJson(given, expectation));
  },
};

const testType = 'json_validator_eval';

function judgeJson(given: ModelAnswer, expectation: Expectation): Evaluation {
  const answer = extractAnswer(given.said, 'json');
  const unread: Comparison = { testType, answer, expected: expectedText(expectation), got: answer };
  try {
    const wanted = typeof expectation === 'string' ? parseJson(expectation) : jsonValueOf(expectation);
    const expected = formatJson(wanted, unread.expected);
    if (answer === '') return emptyAnswer(testType, given, expected);
    const notJson = describeJsonError(answer);
    if (notJson !== undefined) return judged({ ...unread, expected }, false, `The answer is not JSON: ${notJson}.`);
    const got = parseJson(answer);
    const difference = jsonDifference(wanted, got);
    return judged({ ...unread, expected, got: formatJson(got, answer) }, difference === undefined, `${difference}.`);
  } catch (error) {
    // An expectation that is no JSON, which loading refuses, or one nested deeper than can be compared: not the model's fault.
    return failedEvaluation(unread, 'evaluator', error);
  }
}
