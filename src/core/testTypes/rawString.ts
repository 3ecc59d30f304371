// `raw_string_evaluator`: the answer is the text itself, compared trimmed.

import * as z from 'zod';
import type { Expectation } from '../../shared/run/benchmark';
import type { SeededRandom } from '../../shared/statistics/seededRandom';
import { extractAnswer } from '../answerText/extractAnswer';
import { unwrapped } from '../answerText/wrappers';
import { emptyAnswer, judged } from './judgement';
import type { Evaluation } from './testType';
import { isSameText, textTestType, valueText } from './textTestType';
import { wrongText } from './wrongText';

const testType = 'raw_string_evaluator';

export const rawString = textTestType({
  name: testType,
  form: {
    schema: z.union([z.string(), z.number(), z.boolean()], { error: `text for ${testType}` }),
    example: 'Paris',
    hint: 'Put it in quotes to make it text.',
    keepsWriting: 'text',
  },
  likelyTokens: 20,
  expectedText: valueText,
  simulatedAnswer: (expected, { isCorrect, random }) =>
    textInWords(isCorrect ? expected : wrongText(expected, random), random),
  evaluate({ answer: given, expectation }) {
    const expected = valueText(expectation);
    // Right as it stands comes first, and needs no reading; only then is something taken away.
    const whole = [given.raw, given.said].find((text) => isRight(text, expectation));
    if (whole !== undefined) return Promise.resolve(judgedText(whole, expected, true));
    const answer = extractAnswer(given.said);
    const right = [answer, unwrapped(answer, 'text')].find((text) => isRight(text, expectation));
    if (answer === '') return Promise.resolve(emptyAnswer(testType, given, expected));
    return Promise.resolve(judgedText(right ?? answer, expected, right !== undefined));
  },
});

function judgedText(text: string, expected: string, isCorrect: boolean): Evaluation {
  const got = text.trim();
  return judged({ testType, answer: got, expected, got }, isCorrect);
}

function isRight(text: string, expectation: Expectation): boolean {
  if (text.trim() === '') return false;
  if (typeof expectation === 'boolean' && text.trim() === (expectation ? 'True' : 'False')) return true;
  return isSameText(text, valueText(expectation));
}

/** Alone, in a fence, or in a fence with words before it. */
function textInWords(text: string, random: SeededRandom): string {
  // Only what is in a fence may have words around it; blank lines at the ends would be lost in one.
  if (random() < 0.75 || /```|~~~/.test(text) || text.trim() === '') return text;
  const fence = `\`\`\`\n${text.trim()}\n\`\`\``;
  return random() < 0.5 ? fence : `The answer is:\n\n${fence}`;
}
