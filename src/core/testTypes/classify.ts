// `classify`: the answer is one class, or several, of a closed set.

import type { ClassifyExpectation } from '../../shared/run/imageExpectation';
import { retrieval } from '../scores/retrieval';
import type { Evaluation } from './testType';
import { comparisonOf, imageTestType, type ImageTest } from './imageTestType';
import { judged, unparsable } from './judgement';
import { readLabels } from '../answerText/readLabels';

/**
 * One label: correct when it is the right one (top-1); the score is 1 or 0. Several: correct when the set is the same; the score is F1 over the
 * labels of this answer.
 */
export const classify = imageTestType<ClassifyExpectation>(
  'classify',
  ['choices', 'labels', 'isMultiple'],
  judgeLabels,
);

function judgeLabels(test: ImageTest<ClassifyExpectation>): Evaluation {
  const { choices, labels, isMultiple } = test.wanted;
  const read = readLabels(test.said, choices, isMultiple);
  if ('unreadable' in read) return unparsable(comparisonOf(test, ''), read.unreadable);
  const truth = [...new Set(labels)];
  const matched = read.labels.filter((label) => truth.includes(label));
  const isCorrect = matched.length === truth.length && read.labels.length === truth.length;
  const scores = retrieval(matched.length, truth.length, read.labels.length);
  const comparison = {
    ...comparisonOf(test, read.labels.length === 0 ? 'no label' : read.labels.join(', ')),
    score: isMultiple ? scores.f1 : isCorrect ? 1 : 0,
    ...(isMultiple ? { measures: { ...scores, exact: isCorrect ? 1 : 0 } } : {}),
    classes: { truth, found: read.labels },
  };
  if (!isMultiple)
    return judged(comparison, isCorrect, `The answer is ${quoted(read.labels)}, where ${quoted(truth)} is right.`);
  const missing = truth.filter((label) => !read.labels.includes(label));
  const extra = read.labels.filter((label) => !truth.includes(label));
  const faults = [
    ...(missing.length > 0 ? [`${quoted(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`] : []),
    ...(extra.length > 0 ? [`${quoted(extra)} ${extra.length === 1 ? 'is' : 'are'} too much`] : []),
  ];
  return judged(comparison, isCorrect, `Of the labels ${faults.join(', and ')}.`);
}

function quoted(labels: readonly string[]): string {
  return labels.map((label) => JSON.stringify(label)).join(', ');
}
