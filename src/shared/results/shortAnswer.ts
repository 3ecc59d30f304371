// A test's answer as a list shows it: what was expected and got, and the beginning of what the model said. Short, so that those of a whole run
// can be held at once.

import type { TestResult } from './testResult';
import { cutText } from '../text/cutText';

export interface ShortAnswer {
  model: string;
  /** 1-based. */
  index: number;
  expected: string;
  /** What was compared with `expected`. */
  got: string;
  response: string;
}

/** Characters of each of the three that are kept. */
export const shortAnswerLength = 300;

/** Tests that are asked for at once. */
export const mostShortAnswers = 200;

export function shortAnswerOf(
  { model, index }: Pick<ShortAnswer, 'model' | 'index'>,
  { expected, got, response }: Pick<TestResult, 'expected' | 'got' | 'response'>,
): ShortAnswer {
  return { model, index, expected: cut(expected), got: cut(got), response: cut(response) };
}

function cut(text: string): string {
  return cutText(text, shortAnswerLength);
}
