// What an image test expects, in words.

import assert from 'node:assert/strict';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import type { TestTypeName, Expectation } from '../../../../src/shared/run/benchmark';

describe('the expectation of an image test as text', () => {
  const ocr = { normalize: [], metric: 'cer', threshold: 0.05 };
  for (const [testType, expectation, text] of [
    [
      'point',
      { regions: [{ label: 'Save', box: [10, 20, 110, 60] }], match: 'all' },
      'inside "Save" [10, 20, 110, 60]',
    ],
    [
      'point',
      { regions: [{ circle: { center: [5, 6.5], radius: 3 } }], match: 'all' },
      'inside circle [5, 6.5] radius 3',
    ],
    [
      'point',
      {
        regions: [
          {
            polygon: [
              [1, 2],
              [3, 4],
              [5, 0],
            ],
          },
          { label: 'b', box: [1, 2, 3, 4] },
        ],
        match: 'all',
      },
      'inside each of polygon [1, 2] [3, 4] [5, 0]; "b" [1, 2, 3, 4]',
    ],
    [
      'point',
      { regions: [{ box: [0, 0, 1, 1] }, { box: [1, 2, 3, 4] }], match: 'any' },
      'inside any of [0, 0, 1, 1]; [1, 2, 3, 4]',
    ],
    [
      'box',
      { boxes: [{ box: [1, 2, 3, 4], label: 'cat' }, { box: [5, 6, 7, 8] }], iou: 0.5, labels: 'ignore' },
      '"cat" [1, 2, 3, 4]; [5, 6, 7, 8]',
    ],
    ['count', { count: 7, tolerance: 0, points: [] }, '7'],
    ['count', { count: 7, tolerance: 1, points: [[1, 2]] }, '7 (±1)'],
    ['ocr', { ...ocr, texts: ['Exit', 'EXIT'] }, 'Exit'],
    ['choice', { options: { A: 'a dog', B: 'a cat' }, answer: 'B' }, 'B: a cat'],
    ['classify', { choices: ['cat', 'dog'], labels: ['cat'], isMultiple: false }, 'cat'],
    ['classify', { choices: ['cat', 'dog'], labels: ['dog', 'cat'], isMultiple: true }, 'dog, cat'],
  ] as [TestTypeName, Expectation, string][]) {
    it(`is ${text}`, () => assert.equal(findTestType(testType).expectedText(expectation), text));
  }
});
