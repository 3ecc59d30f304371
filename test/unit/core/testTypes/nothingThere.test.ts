// Pictures on which nothing of what is asked for is: `regions: []` and `boxes: []`.

import assert from 'node:assert/strict';
import { coordinateProfiles } from '../../../../src/core/coordinates/coordinateProfiles';
import { writePlaces } from '../../../../src/core/coordinates/writePlaces';
import { simulatedAnswer } from '../../../../src/core/providers/simulatedAnswer';
import { findTestType } from '../../../../src/core/testTypes/findTestType';
import { seededRandom } from '../../../../src/shared/statistics/seededRandom';
import { problemsOf } from '../checks/judged';
import { fence, judge, pictureOf, verdict } from './imageTest';

const types = [
  { name: 'point', kind: 'points', nothing: { regions: [], match: 'all' }, place: [10, 20] },
  { name: 'box', kind: 'boxes', nothing: { boxes: [], iou: 0.5, labels: 'ignore' }, place: [10, 20, 60, 70] },
] as const;
const there = {
  point: { regions: [{ box: [10, 20, 60, 70] }], match: 'all' },
  box: { boxes: [{ box: [10, 20, 60, 70] }], iou: 0.5, labels: 'ignore' },
};

for (const { name, kind, nothing, place } of types)
  describe(`${name} where nothing is there`, () => {
    for (const { id } of coordinateProfiles) {
      it(`${id}: no place is right, in the form that is asked for, and a place is invented`, async () => {
        const picture = pictureOf(id);
        const asked = findTestType(name).answerForm(nothing, picture);
        assert.equal(asked, findTestType(name).answerForm(there[name], picture), 'the form gives nothing away');
        const none = /If there is none, answer (.*)$/.exec(asked)![1]!;
        for (const answer of [none, writePlaces(kind, [], picture, 0), 'None', `<think>[1, 2]</think>${none}`])
          assert.equal((await judge(name, answer, nothing, picture)).record.verdict, 'correct', answer);
        const invented = writePlaces(kind, [{ numbers: [...place] }], picture, 0);
        const { record } = await judge(name, invented, nothing, picture);
        assert.deepEqual([record.verdict, record.score], ['incorrect', 0], invented);
      });
    }

    for (const answer of [
      '[]',
      '{}[]',
      'none',
      'NONE',
      'None.',
      '**None**',
      'There are none.',
      'There is none in the picture.',
      'Answer: nothing',
      `${fence}json\n[]\n${fence}`,
      '<answer>none</answer>',
      'Not found',
    ])
      it(`takes ${JSON.stringify(answer)} for none`, async () => {
        assert.equal((await judge(name, answer, nothing)).record.verdict, 'correct');
        assert.equal((await judge(name, answer, there[name])).record.verdict, 'incorrect');
      });

    for (const answer of [
      'I see a cat',
      'none of them is clear, maybe [1, 2, 3]',
      '{"points": "none"',
      '42',
      'nonesuch',
    ])
      it(`can't read ${JSON.stringify(answer)}`, async () =>
        assert.match(await verdict(name, answer, nothing), /^unparsable/));

    it('counts what was invented', async () => {
      const answer = writePlaces(kind, [{ numbers: [...place] }, { numbers: [...place] }], pictureOf(), 0);
      const { record } = await judge(name, answer, nothing);
      assert.equal(record.reason, `The answer gives 2 ${kind} where nothing is to be found.`);
      assert.equal(record.evidence?.overlay?.found.length, 2);
      assert.equal(record.measures?.['f1'], 0);
      assert.equal(findTestType(name).expectedText(nothing), `no ${name}: nothing is there`);
    });

    it('gets simulated answers that are judged as they are meant', async () => {
      for (const isCorrect of [true, false])
        for (const seed of ['a', 'b', 'c']) {
          const asked = { testType: name, expectation: nothing, picture: pictureOf() };
          const answer = await simulatedAnswer(asked, isCorrect, seededRandom(seed));
          assert.equal(
            (await judge(name, answer, nothing)).record.verdict,
            isCorrect ? 'correct' : 'incorrect',
            answer,
          );
        }
    });
  });

describe('what is refused of nothing', () => {
  it('any of no regions', () =>
    assert.match(
      problemsOf('{ image: a.png, test_type: point, expectation: { regions: [], match: any } }').join(),
      /has no regions, so that `match: any` could never be met/,
    ));
  it('nothing else', () => {
    assert.deepEqual(problemsOf('{ image: a.png, test_type: point, expectation: { regions: [] } }'), []);
    assert.deepEqual(problemsOf('{ image: a.png, test_type: box, expectation: { boxes: [] } }'), []);
    assert.deepEqual(problemsOf('{ image: a.png, expect: [{ test_type: point, expectation: { regions: [] } }] }'), []);
  });
});
