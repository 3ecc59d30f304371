// `json_validator_eval`: the answer is JSON, compared deeply with the expected JSON.

import type { Expectation } from '../../shared/run/benchmark';
import { extractAnswer } from '../answerText/extractAnswer';
import { describeJsonError } from '../answerText/describeJsonError';
import type { ModelAnswer } from '../answerText/modelAnswer';
import { formatJson, jsonValueOf, parseJson } from '../answerText/jsonText';
import { anyValue } from '../checks/yamlParts';
import { jsonDifference } from '../answerText/jsonDifference';
import { emptyAnswer, failedEvaluation, judged, type Comparison } from './judgement';
import { simulatedJson } from './simulatedJson';
import type { Evaluation } from './testType';
import { textTestType, valueText } from './textTestType';

const testType = 'json_validator_eval';

const schema = anyValue.superRefine((value, context) => {
  const error = typeof value === 'string' ? describeJsonError(value) : undefined;
  if (error === undefined) return;
  const message = `must be a map, a list or JSON text for ${testType}, but it is text that isn't JSON: ${error}`;
  context.addIssue({ code: 'custom', message });
});

export const jsonValidator = textTestType({
  name: testType,
  form: { schema, example: '{ name: Ada, born: 1815 }', hint: '', keepsWriting: 'json' },
  likelyTokens: 100,
  expectedText: valueText,
  simulatedAnswer: simulatedJson,
  evaluate: ({ answer, expectation }) => Promise.resolve(judgeJson(answer, expectation)),
});

function judgeJson(given: ModelAnswer, expectation: Expectation): Evaluation {
  const answer = extractAnswer(given.said, 'json');
  const unread: Comparison = { testType, answer, expected: valueText(expectation), got: answer };
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
