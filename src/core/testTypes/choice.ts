// `choice`: the answer is the letter of one of the options.

import * as z from 'zod';
import type { ChoiceExpectation } from '../../shared/run/imageExpectation';
import { pick } from '../../shared/statistics/seededRandom';
import { isMap } from '../../shared/text/isMap';
import { readChoice } from '../answerText/readChoice';
import { map, text } from '../checks/yamlParts';
import { comparisonOf, imageTestType, type ImageTest } from './imageTestType';
import { judged, unparsable } from './judgement';
import type { Evaluation, Simulation } from './testType';

const optionsWords = "a map from the letters A, B, C, ... to the options' texts";

const schema = map('a map with `options` and `answer`', {
  options: z
    .record(z.string().regex(/^[A-Z]$/), text('text, what the option says'), {
      error: (issue) =>
        issue.code === 'invalid_key' ? 'a capital letter: the names of options are A to Z' : optionsWords,
    })
    .refine((options) => Object.keys(options).length >= 2, { error: 'must have at least two options' })
    .describe("The options by letter, in the order shown. They are put below the prompt's text."),
  answer: text('the letter of the right option').describe('The letter of the right option.'),
  circular: z
    .boolean({ error: '`true` or `false`' })
    .default(false)
    .describe(
      'Asks as many times as there are options, each time with their texts moved on by one letter; a model that knows is right every time (MMBench CircularEval).',
    ),
})
  .superRefine(({ options, answer }, context) => {
    if (!Object.hasOwn(options, answer)) {
      const meant =
        Object.keys(options).find((letter) => letter === answer.toUpperCase()) ??
        Object.keys(options).find((letter) => options[letter] === answer);
      const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
      context.addIssue({
        code: 'custom',
        path: ['answer'],
        message: `must be the letter of one of the options, ${Object.keys(options).join(', ')}, but it is ${JSON.stringify(answer)}${hint}`,
      });
    }
    const letters = new Map<string, string>();
    for (const [letter, says] of Object.entries(options)) {
      const earlier = letters.get(says);
      if (earlier !== undefined)
        context.addIssue({ code: 'custom', path: ['options', letter], message: `says the same as option ${earlier}` });
      else letters.set(says, letter);
    }
  })
  .transform(({ circular: _, ...one }) => one);

/**
 * Correct when the letter is the right one. The classes are the options' texts, which stay the same when a circular check (MMBench: Liu et al.
 * 2023) rotates the options.
 */
export const choice = imageTestType<ChoiceExpectation>({
  name: 'choice',
  keys: ['options', 'answer'],
  form: {
    schema,
    formOf: () => schema,
    rotationsOf: (wanted, written) => (isMap(written) && written['circular'] === true ? rotations(wanted) : undefined),
    example: '{ options: { A: a cat, B: a dog }, answer: B }',
    keepsWriting: 'textParts',
  },
  likelyTokens: 5,
  expectedText: ({ options, answer }) => `${answer}: ${options[answer]}`,
  answerForm({ options }) {
    const lines = Object.entries(options).map(([letter, says]) => `${letter}. ${says}`);
    return `${lines.join('\n')}\n\nAnswer with JSON only: {"answer": "X"}, where X is the letter of the right option.`;
  },
  placesOfTruth: () => [],
  simulatedAnswers: simulatedChoices,
  judge: judgeChoice,
});

/**
 * As many as there are options, the first as written: the letters stay and the texts move on by one letter each time, so that every text stands
 * at every letter once (CircularEval; Liu et al., MMBench, arXiv 2307.06281).
 */
export function rotations({ options, answer }: ChoiceExpectation): ChoiceExpectation[] {
  const letters = Object.keys(options);
  const shifted = (letter: string, by: number): string => letters[(letters.indexOf(letter) + by) % letters.length]!;
  return letters.map((_, by) => ({
    options: Object.fromEntries(letters.map((letter) => [letter, options[shifted(letter, letters.length - by)]!])),
    answer: shifted(answer, by),
  }));
}

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

const choiceForms = [
  (letter: string) => JSON.stringify({ answer: letter }),
  (letter: string) => letter,
  (letter: string) => `Answer: ${letter}`,
] as const;

function* simulatedChoices(
  { options, answer }: ChoiceExpectation,
  { isCorrect, random }: Simulation,
): Generator<string> {
  const others = Object.keys(options).filter((letter) => letter !== answer);
  const [first = answer, ...rest] = isCorrect ? [answer] : others;
  const letter = pick(random, [first, ...rest]);
  yield pick(random, choiceForms)(letter);
  // An option that is called like a letter is said best in full.
  yield JSON.stringify({ answer: letter });
}
