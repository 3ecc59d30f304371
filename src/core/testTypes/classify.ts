// `classify`: the answer is one class, or several, of a closed set.

import type { ClassifyExpectation } from '../../shared/run/imageExpectation';
import { pick } from '../../shared/statistics/seededRandom';
import { nearestName } from '../../shared/text/nearestName';
import { readLabels } from '../answerText/readLabels';
import { retrieval } from '../scores/retrieval';
import { list, map, text } from '../checks/yamlParts';
import { comparisonOf, imageTestType, type ImageTest } from './imageTestType';
import { judged, unparsable } from './judgement';
import { jsonInWords } from './simulatedForms';
import type { Evaluation, Simulation } from './testType';

/** A benchmark may have a thousand classes. */
const mostChoicesTold = 12;

const schema = map('a map with `choices` and `label` or `labels`', {
  choices: list('a list of at least two classes', text('text, the name of a class'), 2).describe(
    "All classes there are; any other answer can't be judged.",
  ),
  label: text('text, the right one of choices').optional().describe('The right class.'),
  labels: list('a list of the right ones of choices', text('text, one of choices'))
    .optional()
    .describe('All right classes, where a picture has several.'),
})
  .refine((one) => (one.label === undefined) !== (one.labels === undefined), {
    error: 'must have either `label` or `labels`',
  })
  .superRefine(({ choices, label: only, labels: several }, context) => {
    const refuse = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    for (const [position, choice] of choices.entries())
      if (choices.indexOf(choice) < position) refuse(['choices', position], 'is already in choices');
    const right =
      several?.map((name, position) => ({ name, path: ['labels', position] })) ??
      (only === undefined ? [] : [{ name: only, path: ['label'] }]);
    for (const { name, path } of right) {
      if (choices.includes(name)) continue;
      const meant = nearestName(name, choices);
      const known = choices.length <= mostChoicesTold ? `, ${choices.join(', ')}` : '';
      refuse(
        path,
        `must be one of choices${known}, but it is ${JSON.stringify(name)}${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
      );
    }
    for (const [position, name] of (several ?? []).entries())
      if (several!.indexOf(name) < position) refuse(['labels', position], 'is already in labels');
  })
  .transform((one) => ({
    choices: one.choices,
    labels: one.labels ?? [one.label ?? ''],
    isMultiple: one.labels !== undefined,
  }));

/**
 * One label: correct when it is the right one (top-1); the score is 1 or 0. Several: correct when the set is the same; the score is F1 over the
 * labels of this answer.
 */
export const classify = imageTestType<ClassifyExpectation>({
  name: 'classify',
  keys: ['choices', 'labels', 'isMultiple'],
  form: {
    schema,
    formOf: () => schema,
    example: '{ choices: [cat, dog, bird], label: cat }',
    keepsWriting: 'textParts',
  },
  likelyTokens: 10,
  expectedText: ({ labels }) => labels.join(', '),
  answerForm({ choices, isMultiple }) {
    const classes = choices.map((one) => `- ${one}`).join('\n');
    return isMultiple
      ? `The classes are:\n${classes}\n\nAnswer with JSON only: {"labels": ["...", ...]}, every class that fits, written as in the list.`
      : `The classes are:\n${classes}\n\nAnswer with JSON only: {"label": "..."}, the one class that fits, written as in the list.`;
  },
  placesOfTruth: () => [],
  simulatedAnswers: simulatedLabels,
  judge: judgeLabels,
});

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

function* simulatedLabels(
  { choices, labels, isMultiple }: ClassifyExpectation,
  { isCorrect, random }: Simulation,
): Generator<string> {
  const others = choices.filter((choice) => !labels.includes(choice));
  const [first, ...rest] = others;
  const other = first === undefined ? undefined : pick(random, [first, ...rest]);
  if (!isMultiple) {
    yield jsonInWords({ label: isCorrect ? labels[0] : (other ?? 'something else') }, random);
    return;
  }
  if (isCorrect) {
    yield jsonInWords({ labels }, random);
    return;
  }
  if (labels.length > 1 && random() < 0.5) yield jsonInWords({ labels: labels.slice(0, -1) }, random);
  if (other !== undefined)
    yield jsonInWords({ labels: random() < 0.5 ? [...labels, other] : [...labels.slice(1), other] }, random);
  yield jsonInWords({ labels: [] }, random);
}
