// Answers that never end are judged like any other, soon: the clocks of other answers tick in the same thread.

import assert from 'node:assert/strict';
import { findPlaces } from '../../../../src/core/coordinates/findPlaces';
import { boxReason } from '../../../../src/core/testTypes/boxEvidence';
import type {
  BoxExpectation,
  ChoiceExpectation,
  ClassifyExpectation,
  CountExpectation,
  OcrExpectation,
  PointExpectation,
} from '../../../../src/shared/run/imageExpectation';
import { endless, judge } from './imageTest';

const point: PointExpectation = {
  regions: Array.from({ length: 10 }, (_, at) => ({ box: [at, 0, at + 20, 20] })),
  match: 'all',
};
const box: BoxExpectation = {
  boxes: Array.from({ length: 10 }, (_, at) => ({ box: [at, 0, at + 60, 80] })),
  iou: 0.5,
  labels: 'ignore',
};
const count: CountExpectation = { count: 7, tolerance: 0, points: [] };
const ocr: OcrExpectation = {
  texts: ['a b '.repeat(2500)],
  normalize: ['nfkc', 'case', 'punct', 'space'],
  metric: 'cer',
  threshold: 0.05,
};
const choice: ChoiceExpectation = { options: { A: 'a cat', B: 'a dog', C: 'a bird' }, answer: 'B' };
const classify: ClassifyExpectation = { choices: ['cat', 'dog'], labels: ['cat'], isMultiple: true };

describe('an answer that never ended', () => {
  for (const [name, expectation] of Object.entries({ point, box, count, ocr, choice, classify })) {
    it(`is judged by ${name}`, async () => {
      for (const answer of endless) {
        const { error } = await judge(name as 'point', answer, expectation);
        assert.notEqual(error?.kind, 'evaluator', `${answer.slice(0, 20)}: ${error?.message}`);
      }
    });
  }

  // A function takes some 120,000 arguments, as many as `Math.max(...values)` can be of.
  it('may give more places than a function takes arguments', () => {
    const places = findPlaces(`[${Array.from({ length: 130_000 }, () => '[1,2]').join()}]`, 'points');
    assert.equal('places' in places && places.places.length, 130_000);
    const found = Array.from({ length: 130_000 }, () => ({
      box: [70, 80, 90, 99] as [number, number, number, number],
    }));
    const reason = boxReason(
      { ...box, boxes: box.boxes.slice(0, 1) },
      { found, overlaps: [found.map(() => 0)], pairs: [] },
    );
    assert.equal(reason, 'No box overlaps the one expected.');
  });
});
