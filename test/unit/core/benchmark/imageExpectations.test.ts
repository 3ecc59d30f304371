// What the image test types expect: what people write, the form it is brought into, and what is said of expectations that don't fit.

import assert from 'node:assert/strict';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import { imageTestTypes } from '../testTypes/imageTestTypes';
import { load, messages, problemLines, blockFor, fileFor } from './benchmarkProblems';

const ocr = { normalize: ['nfkc', 'space'], metric: 'cer', threshold: 0.05 };

describe('the expectations of image tests', () => {
  for (const [testType, written, expected] of [
    ['point', '{ box: [1, 2, 3.5, 4] }', { regions: [{ box: [1, 2, 3.5, 4] }], match: 'all' }],
    [
      'point',
      '{ polygon: [[0, 0], [9, 0], [9, 9]], label: " Save " }',
      {
        regions: [
          {
            polygon: [
              [0, 0],
              [9, 0],
              [9, 9],
            ],
            label: 'Save',
          },
        ],
        match: 'all',
      },
    ],
    [
      'point',
      '{ circle: { center: [5, 5], radius: 0.5 } }',
      { regions: [{ circle: { center: [5, 5], radius: 0.5 } }], match: 'all' },
    ],
    [
      'point',
      '{ regions: [{ box: [1, 2, 3, 4] }, { label: 7, box: [5, 6, 7, 8] }], match: any }',
      { regions: [{ box: [1, 2, 3, 4] }, { label: '7', box: [5, 6, 7, 8] }], match: 'any' },
    ],
    ['point', '{ regions: [{ box: [1, 2, 3, 4] }] }', { regions: [{ box: [1, 2, 3, 4] }], match: 'all' }],
    ['box', '{ box: [1, 2, 3, 4] }', { boxes: [{ box: [1, 2, 3, 4] }], iou: 0.5, labels: 'ignore' }],
    [
      'box',
      '{ box: [1, 2, 3, 4], label: cat, iou: 0.75, labels: match }',
      { boxes: [{ box: [1, 2, 3, 4], label: 'cat' }], iou: 0.75, labels: 'match' },
    ],
    [
      'box',
      '{ boxes: [{ box: [1, 2, 3, 4], label: true }, { box: [5, 6, 7, 8] }], iou: 1 }',
      { boxes: [{ box: [1, 2, 3, 4], label: 'true' }, { box: [5, 6, 7, 8] }], iou: 1, labels: 'ignore' },
    ],
    ['count', '0', { count: 0, tolerance: 0, points: [] }],
    ['count', '7', { count: 7, tolerance: 0, points: [] }],
    ['count', '7.0', { count: 7, tolerance: 0, points: [] }],
    [
      'count',
      '{ count: 2, tolerance: 1, points: [[1, 2], [3, 4]] }',
      {
        count: 2,
        tolerance: 1,
        points: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    ['ocr', 'Exit', { texts: ['Exit'], ...ocr }],
    ['ocr', '12.50', { texts: ['12.50'], ...ocr }],
    ['ocr', '007', { texts: ['007'], ...ocr }],
    ['ocr', 'TRUE', { texts: ['TRUE'], ...ocr }],
    ['ocr', '{ text: 1e3 }', { texts: ['1e3'], ...ocr }],
    [
      'ocr',
      '{ texts: [Color, 3.0, "color "], normalize: [case], metric: exact, region: [0, 0, 9, 9] }',
      { texts: ['Color', '3.0', 'color'], normalize: ['case'], metric: 'exact', threshold: 0.05, region: [0, 0, 9, 9] },
    ],
    [
      'ocr',
      '{ text: a, metric: anls, normalize: [] }',
      { texts: ['a'], normalize: [], metric: 'anls', threshold: 0.5 },
    ],
    [
      'ocr',
      '{ text: a, metric: wer, threshold: 0 }',
      { texts: ['a'], normalize: ['nfkc', 'space'], metric: 'wer', threshold: 0 },
    ],
    [
      'choice',
      '{ options: { A: a cat, C: 1.50, B: False }, answer: B }',
      { options: { A: 'a cat', C: '1.50', B: 'False' }, answer: 'B' },
    ],
    ['choice', '{ options: { A: x, B: y }, answer: A, circular: false }', { options: { A: 'x', B: 'y' }, answer: 'A' }],
    [
      'classify',
      '{ choices: [cat, dog, 007], label: 007 }',
      { choices: ['cat', 'dog', '007'], labels: ['007'], isMultiple: false },
    ],
    ['classify', '{ choices: [a, A, b], labels: [A] }', { choices: ['a', 'A', 'b'], labels: ['A'], isMultiple: true }],
  ] as const) {
    it(`${testType} takes ${written}`, () => {
      assert.deepEqual(problemLines(fileFor(testType, written)), []);
      const [prompt] = load(fileFor(testType, written)).benchmark!.prompts;
      assert.deepEqual(prompt!.expectation, expected);
      // Options keep the order they are shown in.
      assert.equal(
        JSON.stringify((prompt!.expectation as { options?: unknown }).options),
        JSON.stringify((expected as unknown as { options?: unknown }).options),
      );
    });
  }

  it('take text as a block', () => {
    const { benchmark } = load(blockFor('ocr', '|\n      Line one\n        line two\n'));
    assert.deepEqual(benchmark?.prompts[0]?.expectation, { texts: ['Line one\n  line two'], ...ocr });
  });

  for (const testType of imageTestTypes) {
    const { example } = findTestType(testType).form;
    it(`of ${testType} are shown with an example that loads`, () => {
      assert.deepEqual(problemLines(fileFor(testType, example)), []);
      assert.match(
        messages(fileFor(testType, '[nothing, like, it]')),
        new RegExp(`prompts\\[0\\]\\.expectation must be .*A small one for ${testType}: \`expectation: `),
      );
      assert.ok(messages(fileFor(testType, '[nothing, like, it]')).includes(example));
    });
  }
});
