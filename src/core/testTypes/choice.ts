// `choice`: the answer is the letter of one of the options.

import type { ChoiceExpectation } from '../../shared/run/imageExpectation';
import type { Evaluation } from './testType';
import { comparisonOf, imageTestType, type ImageTest } from './imageTestType';
import { judged, unparsable } from './judgement';
import { readChoice } from '../answerText/readChoice';

/**
 * Correct when the letter is the right one. The classes are the options' texts, which stay the same when a circular check (MMBench: Liu et al.
 * 2023) rotates the options.
 */
export const choice = imageTestType<ChoiceExpectation>('choice', ['options', 'answer'], judgeChoice);

function judgeChoice(test: ImageTest<ChoiceExpectation>): Evaluation {
  const { options, answer } = test.wanted;
  const read = readChoice(test.said, options);
  if ('unreadable' in read) return unparsable(comparisonOf(test, ''), read.unreadable);
  const nameOf = (letter: string): string => `${letter}: ${options[letter]}`;
  const classes = { truth: [options[answer]!], found: [options[read.letter]!] };
  const isCorrect = read.letter === answer;
  const comparison = { ...comparisonOf(test, nameOf(read.letter)), score: isCorrect ? 1 : 0, classes };
  return judged(comparison, isCorrect, `The answer is ${nameOf(read.letter)}, where ${nameOf(answer)} is right.`);
}
