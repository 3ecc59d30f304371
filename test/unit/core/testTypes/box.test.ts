import assert from 'node:assert/strict';
import type { BoxExpectation } from '../../../../src/shared/run/imageExpectation';
import { judge, pictureOf, verdict } from './imageTest';

const cat: BoxExpectation = { boxes: [{ box: [100, 50, 200, 100], label: 'cat' }], iou: 0.5, labels: 'ignore' };

const pets: BoxExpectation = {
  boxes: [
    { box: [100, 50, 200, 100], label: 'cat' },
    { box: [240, 50, 340, 100], label: 'dog' },
  ],
  iou: 0.5,
  labels: 'ignore',
};

const boxes = (...places: [number, number, number, number, string?][]): string =>
  JSON.stringify({ objects: places.map(([x1, y1, x2, y2, label]) => ({ box: [x1, y1, x2, y2], label })) });

describe('box', () => {
  for (const [what, answer, expected, expectation] of [
    ['the same box', boxes([50, 25, 100, 50]), 'correct 1 | IoU 1.00'],
    ['a box that is half too large', boxes([50, 25, 100, 62.5]), 'correct 0.67 | IoU 0.67'],
    ['a box of exactly the IoU', boxes([50, 25, 100, 75]), 'correct 0.5 | IoU 0.50'],
    [
      'a box that overlaps too little',
      boxes([50, 25, 100, 100]),
      'incorrect 0.33 | IoU 0.33 | The box overlaps "cat" with IoU 0.33, where 0.5 is needed.',
    ],
    [
      'a box just below the IoU',
      boxes([50, 25, 100, 75.05]),
      'incorrect 0.5 | IoU 0.4995 | The box overlaps "cat" with IoU 0.4995, where 0.5 is needed.',
    ],
    ['a box elsewhere', boxes([150, 25, 180, 50]), 'incorrect 0 | IoU 0.00 | No box overlaps "cat".'],
    [
      'a second box',
      boxes([50, 25, 100, 50], [0, 0, 20, 20]),
      'incorrect 0.67 | 1 of 1 box found at IoU 0.5, 1 box that fits none | Box 2 is one more than the one to be found.',
    ],
    ['no box', boxes(), 'incorrect 0 | no box | The answer gives no box, but one was to be found.'],
    [
      'both boxes, in another order',
      boxes([120, 25, 170, 50], [50, 25, 100, 50]),
      'correct 1 | 2 of 2 boxes found at IoU 0.5',
      pets,
    ],
    [
      'one of two',
      boxes([50, 25, 100, 50]),
      'incorrect 0.67 | 1 of 2 boxes found at IoU 0.5 | No further box overlaps "dog".',
      pets,
    ],
    [
      'the same box twice',
      boxes([50, 25, 100, 50], [50, 25, 100, 50]),
      'incorrect 0.5 | 1 of 2 boxes found at IoU 0.5, 1 box that fits none | No further box overlaps "dog".',
      pets,
    ],
    [
      'labels that are wrong and do not matter',
      boxes([50, 25, 100, 50, 'dog'], [120, 25, 170, 50, 'cat']),
      'correct 1 | 2 of 2 boxes found at IoU 0.5',
      pets,
    ],
    [
      'labels that matter',
      boxes([50, 25, 100, 50, ' CAT '], [120, 25, 170, 50, 'dog']),
      'correct 1 | 2 of 2 boxes found at IoU 0.5',
      { ...pets, labels: 'match' },
    ],
    [
      'a wrong label',
      boxes([50, 25, 100, 50, 'cat'], [120, 25, 170, 50, 'fox']),
      'incorrect 0.5 | 1 of 2 boxes found at IoU 0.5, 1 box that fits none | Box 2 fits "dog" with IoU 1.00, but is labelled "fox".',
      { ...pets, labels: 'match' },
    ],
    [
      'a missing label',
      boxes([50, 25, 100, 50]),
      'incorrect 0 | IoU 1.00 | The box fits "cat" with IoU 1.00, but has no label.',
      { ...cat, labels: 'match' },
    ],
    [
      'any label where none is expected',
      boxes([50, 25, 100, 50, 'fox']),
      'correct 1 | IoU 1.00',
      { boxes: [{ box: [100, 50, 200, 100] }], iou: 0.5, labels: 'match' },
    ],
  ] as [string, string, string, BoxExpectation?][]) {
    it(`judges ${what}`, async () => assert.equal(await verdict('box', answer, expectation ?? cat), expected));
  }

  it('scores the same box the same in every form', async () => {
    for (const [profile, answer] of [
      ['pixels', boxes([50, 25, 100, 50, 'cat'])],
      ['gemini_yx1000', '[{"box_2d": [250, 250, 500, 500], "label": "cat"}]'],
      ['qwen_xy1000', '[{"bbox_2d": [250, 250, 500, 500], "label": "cat"}]'],
      ['unit', '{"objects": [{"box": [0.25, 0.25, 0.5, 0.5], "label": "cat"}]}'],
    ] as const) {
      const { record } = await judge('box', answer, { ...cat, labels: 'match' }, pictureOf(profile));
      assert.deepEqual([record.verdict, record.score], ['correct', 1], profile);
    }
  });

  it('leaves measures for the figures of a run', async () => {
    const { record } = await judge('box', boxes([50, 25, 100, 62.5]), cat);
    const { meanF1, ...measures } = record.measures!;
    assert.deepEqual(measures, { iou: 2 / 3, bestIou: 2 / 3, precision: 1, recall: 1, f1: 1, truths: 1, boxes: 1 });
    assert.equal(meanF1, 0.4, 'found at .5, .55, .6 and .65 of ten');
    const many = await judge('box', boxes([50, 25, 100, 50], [120, 25, 170, 75], [0, 0, 5, 5]), pets);
    assert.equal(many.record.measures!.iou, 0.75);
    assert.equal(many.record.measures!.bestIou, undefined);
    assert.deepEqual(
      [many.record.measures!.precision, many.record.measures!.recall, many.record.measures!.f1],
      [2 / 3, 1, 0.8],
    );
  });

  it('marks hits, misses with the way to the truth, and what is extra', async () => {
    const { record } = await judge('box', boxes([50, 25, 100, 50], [180, 25, 190, 50], [0, 0, 10, 10]), pets);
    const { truth, found } = record.evidence!.overlay!;
    assert.deepEqual(
      truth.map(({ isMissed }) => isMissed),
      [false, true],
    );
    assert.deepEqual(
      found.map(({ state, truth: met }) => [state, met]),
      [
        ['hit', 0],
        ['miss', null],
        ['extra', null],
      ],
    );
    assert.deepEqual(found[0]!.measure, { name: 'iou', value: 1 });
    // From the center (370, 75) to the right edge of the dog.
    assert.deepEqual(found[1]!.nearest, [0.85, 0.375]);
    assert.equal(found[2]!.nearest, undefined);
  });

  it('does not judge what it cannot read', async () => {
    for (const answer of [
      'no box',
      '{"objects": [{"box": [50, 25, 100]}]}',
      '{"objects": [{"box": [100, 50, 50, 25]}]}',
      '{"objects": [{"box": [50, 25, 900, 50]}]}',
      '{"points": [{"x": 1, "y": 2}]}',
    ]) {
      const { record, error } = await judge('box', answer, cat);
      assert.equal(error?.kind, 'unparsable', answer);
      assert.equal(record.evidence?.overlay?.truth.length, 1);
    }
  });
});
