import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCount } from '../../../../src/core/answerText/readCount';
import type { CountExpectation } from '../../../../src/shared/run/imageExpectation';
import { fence, judge, verdict } from './imageTest';

const three: CountExpectation = { count: 3, tolerance: 0, points: [] };

describe('count', () => {
  for (const [what, answer, expected, expectation] of [
    ['JSON', '{"count": 3}', 'correct 1 | 3'],
    ['a fence', `${fence}json\n{"count": 3}\n${fence}`, 'correct 1 | 3'],
    ['JSON between words', 'I see 2 on the left and 1 on the right: {"count": 3}.', 'correct 1 | 3'],
    ['JSON with points beside', '{"count": 3, "points": [[1, 2]]}', 'correct 1 | 3'],
    ['a number as text', '{"count": "3"}', 'correct 1 | 3'],
    ['a number word in JSON', '{"Count": "three"}', 'correct 1 | 3'],
    ['another name for the only entry', '{"apples": 3}', 'correct 1 | 3'],
    ['a number alone', '3', 'correct 1 | 3'],
    ['a number with a point and stars', '**3.**', 'correct 1 | 3'],
    ['a number word alone', 'Three', 'correct 1 | 3'],
    ['a sentence with one number', 'There are 3 apples on the table.', 'correct 1 | 3'],
    ['a sentence that says it twice', 'There are three apples (3).', 'correct 1 | 3'],
    ['a number inside a word beside', 'In img2 there are 3.', 'correct 1 | 3'],
    ['a longer number that has the digit', '13', 'incorrect 0 | 13 | 13 is 10 more than 3.'],
    ['a longer number in a sentence', 'There are 13 apples.', 'incorrect 0 | 13 | 13 is 10 more than 3.'],
    ['too few', '{"count": 2}', 'incorrect 0.67 | 2 | 2 is 1 fewer than 3.'],
    ['none', '{"count": 0}', 'incorrect 0 | 0 | 0 is 3 fewer than 3.'],
    ['a tolerance that covers it', '{"count": 9}', 'correct 0.9 | 9', { ...three, count: 10, tolerance: 1 }],
    [
      'a tolerance that does not',
      '8',
      'incorrect 0.8 | 8 | 8 is 2 fewer than 10; at most 1 off is allowed.',
      { ...three, count: 10, tolerance: 1 },
    ],
    ['one where there is none', '1', 'incorrect 0 | 1 | 1 is 1 more than 0.', { ...three, count: 0 }],
    ['thousands', 'There are 1,204 of them.', 'correct 1 | 1204', { ...three, count: 1204 }],
    [
      'several numbers',
      'There are 3 apples and 5 pears.',
      "unparsable | The answer gives several numbers, 3, 5, and doesn't say which is the count.",
    ],
    [
      'a list of numbers',
      '1,2,3',
      "unparsable | The answer gives several numbers, 1, 2, 3, and doesn't say which is the count.",
    ],
    ['a range', '3-4', "unparsable | The answer gives several numbers, 3, 4, and doesn't say which is the count."],
    [
      'a number and another word',
      'I count three, no: four.',
      "unparsable | The answer gives several numbers, 3, 4, and doesn't say which is the count.",
    ],
    [
      'JSON that differs',
      '{"count": 3} or {"count": 4}',
      "unparsable | The answer gives several numbers, 3, 4, and doesn't say which is the count.",
    ],
    ['a fraction', '{"count": 3.5}', 'unparsable | "3.5" is no count: a whole number from 0 was asked for.'],
    ['less than none', '-3', 'unparsable | "-3" is no count: a whole number from 0 was asked for.'],
    ['JSON without a count', '{"apples": 3, "pears": 4}', 'unparsable | The JSON of the answer has no "count".'],
    ['no number', 'Many.', 'unparsable | There is no number in the answer.'],
    ['nothing', '', 'emptyAnswer | The model sent an empty response, so there was nothing to judge.'],
  ] as [string, string, string, CountExpectation?][]) {
    it(`judges ${what}`, async () => assert.equal(await verdict('count', answer, expectation ?? three), expected));
  }

  it('reads any whole number, however it is written', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000),
        fc.constantFrom('{"count": %}', '{"count": "%"}', '%', 'There are %.', 'So: **%**!', 'count=%'),
        fc.boolean(),
        (count, form, isGrouped) => {
          const written = isGrouped && form !== '{"count": %}' ? count.toLocaleString('en-US') : String(count);
          assert.deepEqual(readCount(form.replace('%', written)), { count });
        },
      ),
    );
  });

  it('leaves the error with its sign', async () => {
    const { record } = await judge('count', '5', { ...three, count: 7 });
    assert.deepEqual(record.measures, { count: 7, found: 5, countError: -2 });
    assert.equal(record.evidence, undefined);
  });

  it('draws the places that are known, and judges none of them', async () => {
    const { record } = await judge('count', '{"count": 2, "points": [{"x": 50, "y": 50}]}', {
      count: 2,
      tolerance: 0,
      points: [
        [100, 100],
        [300, 100],
      ],
    });
    assert.equal(record.verdict, 'correct');
    assert.deepEqual(record.evidence?.overlay, {
      truth: [
        { shape: { kind: 'point', x: 0.25, y: 0.5 }, isMissed: false },
        { shape: { kind: 'point', x: 0.75, y: 0.5 }, isMissed: false },
      ],
      found: [{ shape: { kind: 'point', x: 0.25, y: 0.5 }, state: 'note', truth: null }],
    });
    const unreadable = await judge('count', '{"count": 2, "points": [{"x": 5000, "y": 50}]}', {
      count: 2,
      tolerance: 0,
      points: [],
    });
    assert.deepEqual([unreadable.record.verdict, unreadable.record.evidence], ['correct', undefined]);
  });
});
