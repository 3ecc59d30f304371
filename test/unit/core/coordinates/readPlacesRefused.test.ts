import assert from 'node:assert/strict';
import { readPlaces } from '../../../../src/core/coordinates/readPlaces';
import { picture, places, refusal } from './placesRead';

describe('readPlaces: what is refused', () => {
  const box = (numbers: unknown): string => JSON.stringify({ objects: [{ label: 'a', box: numbers }] });
  const refused: [what: string, answer: string, kind: 'points' | 'boxes', profile: string, reason: string][] = [
    [
      'a number out of range',
      '{"points": [{"x": 1, "y": 2}, {"x": 1400, "y": 2}]}',
      'points',
      'xy1000',
      'point 2: x 1400 is beyond the 1000 of the profile xy1000.',
    ],
    [
      'a number out of the picture',
      box([10, 10, 20, 700]),
      'boxes',
      'pixels',
      'box 1: y2 700 is beyond the 600 of the profile pixels.',
    ],
    [
      'a negative number',
      box([-50, 10, 20, 70]),
      'boxes',
      'pixels',
      'box 1: x1 -50 is below the 0 of the profile pixels.',
    ],
    [
      'a number out of range, y first',
      '[{"point": [1100, 20]}]',
      'points',
      'gemini_yx1000',
      'point 1: y 1100 is beyond the 1000 of the profile gemini_yx1000.',
    ],
    [
      'corners that are swapped',
      box([500, 10, 20, 70]),
      'boxes',
      'pixels',
      'box 1: its corners are swapped, x2 20 is left of x1 500.',
    ],
    [
      'corners that are upside down',
      box([10, 100, 20, 70]),
      'boxes',
      'pixels',
      'box 1: its corners are swapped, y2 70 is above y1 100.',
    ],
    ['too few numbers', box([10, 20, 30]), 'boxes', 'pixels', 'box 1 has 3 numbers, but a box has 4.'],
    [
      'a box for a point',
      '[{"point_2d": [1, 2, 3, 4]}]',
      'points',
      'pixels',
      'point 1 has 4 numbers, but a point has 2.',
    ],
    [
      'boxes where points were asked for',
      '[{"bbox_2d": [1, 2, 3, 4]}]',
      'points',
      'pixels',
      'point 1 is a box, but points were asked for.',
    ],
    [
      'points where boxes were asked for',
      '<point x="1" y="2">a</point>',
      'boxes',
      'molmo_percent',
      'box 1 is a point, but boxes were asked for.',
    ],
    ['NaN', '{"points": [{"x": NaN, "y": 3}]}', 'points', 'pixels', 'point 1 has NaN where a number should be.'],
    ['a text', '{"points": [{"x": "12", "y": 3}]}', 'points', 'pixels', 'point 1 has "12" where a number should be.'],
    ['null', '{"points": [[1, 2], [null, 3]]}', 'points', 'pixels', 'point 2 has null where a number should be.'],
    [
      'a number too large to hold',
      `{"points": [[1, 1${'9'.repeat(400)}]]}`,
      'points',
      'pixels',
      'point 1 has Infinity where a number should be.',
    ],
    [
      'a tag without a number',
      '<point x="left" y="2" alt="a">',
      'points',
      'molmo_percent',
      'point 1 has "left" where a number should be.',
    ],
    [
      'a tag without its partner',
      '<points x1="1" y1="2" x2="3" alt="a">',
      'points',
      'molmo_percent',
      'point 2 has no y2.',
    ],
    [
      'a tag with too many',
      '<loc0001><loc0002><loc0003> cat',
      'boxes',
      'paligemma_1024',
      'box 1 has 3 numbers, but a box has 4.',
    ],
    [
      'a list in a list',
      '[{"box": [[1, 2], [3, 4]]}]',
      'boxes',
      'pixels',
      'box 1 is a list with other lists in it, not of numbers.',
    ],
    ['a place without its place', '[{"label": "cat"}]', 'boxes', 'pixels', 'box 1 gives no place: its keys are label.'],
    [
      'prose',
      'It is at the top, on the left.',
      'points',
      'pixels',
      'There are no places in the answer, as JSON or in the tags of a model family.',
    ],
    [
      'JSON that is cut off',
      '{"points": [{"x": 1, "y": 2}',
      'points',
      'pixels',
      'There is no complete JSON with places in the answer.',
    ],
    [
      'a list that is broken, of which a part could be read',
      '[{"point": [1, 2]}, oops {"point": [3, 4]}]',
      'points',
      'pixels',
      'There is no complete JSON with places in the answer.',
    ],
    [
      'a list in a fence that is broken',
      '```json\n[{"point": [1, 2]}, oops\n{"point": [3, 4]}, {"point": [5, 6]}]\n```',
      'points',
      'pixels',
      'There is no complete JSON with places in the answer.',
    ],
    [
      'a place before a list that is cut off',
      '{"point": [1, 2]}\n[{"point": [1, 2]}, {"poi',
      'points',
      'pixels',
      'There is no complete JSON with places in the answer.',
    ],
    [
      'places apart from each other',
      'The cat is at [10, 20], and x goes to [0, 800].',
      'points',
      'pixels',
      "The answer gives 2 places apart from each other, such as [10,20] and [0,800], and no list of them: which are meant can't be told.",
    ],
  ];
  for (const [what, answer, kind, profile, reason] of refused) {
    it(what, () => {
      assert.equal(refusal(readPlaces(answer, kind, picture(profile))), reason);
    });
  }

  it('says what was read where only the range was wrong', () => {
    const read = readPlaces('{"points": [{"x": 1400, "y": 2}]}', 'points', picture('xy1000'));
    assert.ok(!read.ok);
    assert.deepEqual(read.reading?.parsed, [[1400, 2]]);
    assert.deepEqual(read.reading?.canonical, []);
  });

  it('not what is up to 1% beyond the edge: that is put onto it, and said', () => {
    const read = readPlaces('{"objects": [{"box": [-8, 10, 808, 606]}]}', 'boxes', picture('pixels'));
    assert.deepEqual(places(read), ['? 0,0.02,1,1']);
    assert.ok(read.ok);
    assert.equal(read.reading.clipped?.length, 3);
    assert.equal(
      read.reading.clipped[1],
      'box 1: x2 808 is beyond the 800 of the profile pixels, by no more than 1%; put onto the edge',
    );
    assert.match(
      refusal(readPlaces('{"objects": [{"box": [0, 10, 808.1, 606]}]}', 'boxes', picture('pixels'))),
      /x2 808.1 is beyond/,
    );
  });
});
