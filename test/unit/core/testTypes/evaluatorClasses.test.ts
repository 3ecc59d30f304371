// The evaluators `choice` and `classify`: which letter and which labels an answer names, and how they are judged.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readChoice } from '../../../../src/core/answerText/readChoice';
import type { ChoiceExpectation, ClassifyExpectation } from '../../../../src/shared/run/imageExpectation';
import { fence, judge, verdict } from './imageTest';

const animals: ChoiceExpectation = { options: { A: 'a dog', B: 'a cat', C: 'a bird', D: 'none of them' }, answer: 'B' };
const right = 'correct 1 | B: a cat';
const wrong = 'incorrect 0 | A: a dog | The answer is A: a dog, where B: a cat is right.';
const none = 'unparsable | The answer names none of the options A, B, C, D.';
const several = (...letters: string[]): string =>
  `unparsable | The answer names several options, ${letters.join(', ')}, where one was asked for.`;

describe('choice', () => {
  for (const [answer, expected] of [
    ['{"answer": "B"}', right],
    [`${fence}json\n{"answer": "B"}\n${fence}`, right],
    ['A dog has other ears. {"answer": "B"}', right],
    ['{"Answer": "b"}', right],
    ['{"answer": "a cat"}', right],
    ['{"answer": "B. a cat"}', right],
    ['{"answer": ["B"]}', right],
    ['{"letter": "B"}', right],
    ['"B"', right],
    ['B', right],
    ['b', right],
    ['B.', right],
    ['(B)', right],
    ['**B**', right],
    ['B)', right],
    ['Answer: B', right],
    ['The answer is (B).', right],
    ['The correct answer is **B**.', right],
    ['The answer is B because of the ears.', right],
    ['Answer: a cat', right],
    ['A cat.', right],
    ['B: a cat', right],
    ['B. a cat', right],
    ['B - A cat', right],
    ['B. It has whiskers, as a dog has not.', right],
    ['It has whiskers.\n\nAnswer: B', right],
    ['I see whiskers, so I choose option B.', right],
    ['<think>A or B?</think>B', right],
    ['A', wrong],
    ['A dog', wrong],
    ['{"answer": "A"}', wrong],
    ['B or C', several('B', 'C')],
    ['B, C', several('B', 'C')],
    ['A/B', several('A', 'B')],
    ['{"answer": "B or C"}', several('B', 'C')],
    ['{"answer": ["B", "C"]}', several('B', 'C')],
    ['{"answer": "B"} or {"answer": "C"}', several('B', 'C')],
    ['The answer is B or C.', several('B', 'C')],
    ['A. a dog\nB. a cat', several('A', 'B')],
    ['B. a dog', several('B', 'A')],
    ['(A) is wrong, (B) is right.', several('A', 'B')],
    ['A cat is shown.', none],
    ['I am not sure.', none],
    ['It is one of the animals.', none],
    ['{"answer": null}', none],
    ['{"answer": "X"}', 'unparsable | The answer is X, and the options are A, B, C, D.'],
    ['E', 'unparsable | The answer is E, and the options are A, B, C, D.'],
    ['', 'emptyAnswer | The model sent an empty response, so there was nothing to judge.'],
  ] as const) {
    it(`judges ${JSON.stringify(answer)}`, async () =>
      assert.equal(await verdict('choice', answer, animals), expected));
  }

  it('takes the letter before an option that reads like one', async () => {
    assert.equal(
      await verdict('choice', '{"answer": "B"}', { options: { A: 'B', B: 'A' }, answer: 'B' }),
      'correct 1 | B: A',
    );
  });

  it("leaves the options' texts as classes, whatever their letters", async () => {
    const { record } = await judge('choice', 'C', animals);
    assert.deepEqual(record.classes, { truth: ['a cat'], found: ['a bird'] });
    const rotated = await judge('choice', 'D', {
      options: { A: 'none of them', B: 'a dog', C: 'a cat', D: 'a bird' },
      answer: 'C',
    });
    assert.deepEqual(rotated.record.classes, record.classes);
    assert.equal(record.expected, 'B: a cat');
  });

  it('reads every letter in every form', () => {
    const options = Object.fromEntries(
      [...'ABCDEFGH'].map((letter) => [letter, `thing number ${letter.charCodeAt(0)}`]),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(options)),
        fc.constantFrom(
          '{"answer": "%"}',
          '%',
          '(%)',
          '%.',
          'Answer: %',
          'The answer is %.',
          '%: @',
          '%. @',
          '@',
          '@.',
          'I think: {"answer": "%"}',
        ),
        (letter, form) => {
          assert.deepEqual(readChoice(form.replace('%', letter).replace('@', options[letter]!), options), { letter });
        },
      ),
    );
  });
});

const one: ClassifyExpectation = {
  choices: ['cat', 'dog', 'Traffic light', 'red, green'],
  labels: ['cat'],
  isMultiple: false,
};
const set: ClassifyExpectation = {
  choices: ['cat', 'dog', 'bird', 'red, green'],
  labels: ['cat', 'dog'],
  isMultiple: true,
};

describe('classify', () => {
  for (const [answer, expected, expectation] of [
    ['{"label": "cat"}', 'correct 1 | cat', one],
    ['{"label": " CAT "}', 'correct 1 | cat', one],
    ['{"labels": ["cat"]}', 'correct 1 | cat', one],
    ['["cat"]', 'correct 1 | cat', one],
    ['cat', 'correct 1 | cat', one],
    ['**Cat**.', 'correct 1 | cat', one],
    ['Label: cat', 'correct 1 | cat', one],
    ['I see whiskers: {"label": "cat"}', 'correct 1 | cat', one],
    ['{"label": "dog"}', 'incorrect 0 | dog | The answer is "dog", where "cat" is right.', one],
    [
      '{"label": "traffic  light"}',
      'incorrect 0 | Traffic light | The answer is "Traffic light", where "cat" is right.',
      one,
    ],
    ['red, green', 'incorrect 0 | red, green | The answer is "red, green", where "cat" is right.', one],
    [
      '{"label": "kitten"}',
      'unparsable | "kitten" is none of the labels to choose from: cat, dog, Traffic light, red, green.',
      one,
    ],
    [
      '{"label": "cat", "labels": ["cat", "dog"]}',
      'unparsable | The answer gives 2 labels, where one was asked for.',
      one,
    ],
    ['{"label": "cat"} {"label": "dog"}', 'unparsable | The answer gives 2 labels, where one was asked for.', one],
    ['{"label": null}', 'unparsable | null is no label.', one],
    ['{"labels": []}', 'unparsable | The answer gives no label.', one],
    [
      'It is a cat.',
      'unparsable | "It is a cat." is none of the labels to choose from: cat, dog, Traffic light, red, green.',
      one,
    ],
    ['{"labels": ["dog", "cat"]}', 'correct 1 | dog, cat', set],
    ['{"labels": ["dog", "cat", "Dog"]}', 'correct 1 | dog, cat', set],
    ['cat, dog', 'correct 1 | cat, dog', set],
    ['- cat\n- dog', 'correct 1 | cat, dog', set],
    ['{"labels": ["cat"]}', 'incorrect 0.67 | cat | Of the labels "dog" is missing.', set],
    ['{"labels": ["cat", "dog", "bird"]}', 'incorrect 0.8 | cat, dog, bird | Of the labels "bird" is too much.', set],
    [
      '{"labels": ["bird"]}',
      'incorrect 0 | bird | Of the labels "cat", "dog" are missing, and "bird" is too much.',
      set,
    ],
    ['{"labels": []}', 'incorrect 0 | no label | Of the labels "cat", "dog" are missing.', set],
    [
      '{"labels": ["cat", "fox"]}',
      'unparsable | "fox" is none of the labels to choose from: cat, dog, bird, red, green.',
      set,
    ],
    [' ', 'emptyAnswer | The model sent an empty response, so there was nothing to judge.', set],
  ] as const) {
    it(`judges ${JSON.stringify(answer)}${expectation.isMultiple ? ' of several' : ''}`, async () =>
      assert.equal(await verdict('classify', answer, expectation), expected));
  }

  it('leaves classes, and measures where several may be named', async () => {
    const single = await judge('classify', 'dog', one);
    assert.deepEqual([single.record.classes, single.record.measures], [{ truth: ['cat'], found: ['dog'] }, undefined]);
    const many = await judge('classify', '{"labels": ["bird", "cat", "dog"]}', set);
    assert.deepEqual(
      [many.record.classes, many.record.measures],
      [
        { truth: ['cat', 'dog'], found: ['bird', 'cat', 'dog'] },
        { precision: 2 / 3, recall: 1, f1: 0.8, exact: 0 },
      ],
    );
  });

  it('takes the label that is written exactly so before one that differs in case', async () => {
    assert.equal(
      await verdict('classify', 'Polish', { choices: ['polish', 'Polish'], labels: ['Polish'], isMultiple: false }),
      'correct 1 | Polish',
    );
  });
});
