import assert from 'node:assert/strict';
import type { ClassifyExpectation } from '../../../../src/shared/run/imageExpectation';
import { judge, verdict } from './imageTest';

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
