import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coordinateProfiles, rangeOf } from '../../../../src/core/coordinates/coordinateProfiles';
import { canonicalOf, readPlaces } from '../../../../src/core/coordinates/readPlaces';
import { picture, places, refusal } from './placesRead';

describe('readPlaces: where the places are in an answer', () => {
  const found = (answer: string, kind: 'points' | 'boxes' = 'points'): string[] =>
    places(readPlaces(answer, kind, picture('unit')));

  it('an empty list is an answer without places', () => {
    for (const none of ['{"points": []}', '[]', '```json\n[]\n```', 'None of them is there: {"objects": []}'])
      assert.deepEqual(found(none), [], none);
  });

  it('a single object or a single list stands for one place', () => {
    for (const one of [
      '{"x": 0.5, "y": 0.25}',
      '[0.5, 0.25]',
      '[[0.5, 0.25]]',
      '{"points": [0.5, 0.25]}',
      '{"point": {"x": 0.5, "y": 0.25}}',
      '{"point_2d": [[0.5, 0.25]]}',
      'It is at [0.5, 0.25].',
    ]) {
      assert.deepEqual(found(one), ['? 0.5,0.25'], one);
    }
  });

  it('objects one after the other are a list', () => {
    assert.deepEqual(found('{"point_2d": [0.1, 0.2], "label": "a"}\n{"point_2d": [0.3, 0.4], "label": "b"}'), [
      'a 0.1,0.2',
      'b 0.3,0.4',
    ]);
    assert.deepEqual(found('[0.1, 0.2], [0.3, 0.4]'), ['? 0.1,0.2', '? 0.3,0.4']);
  });

  it('the last of several lists counts', () => {
    assert.deepEqual(
      found('First I saw {"points": [[0.1, 0.1]]}, but it is {"points": [[0.9, 0.9]]}. Values are within [0, 1].'),
      ['? 0.9,0.9'],
    );
  });

  it('a code fence counts before what is outside, one of JSON before others', () => {
    assert.deepEqual(
      found('```python\np = [[0.1, 0.1]]\n```\n```json\n{"points": [[0.2, 0.2]]}\n```\nNot [[0.3, 0.3]].'),
      ['? 0.2,0.2'],
    );
    assert.deepEqual(found('```python\nprint("done")\n```\n{"points": [[0.3, 0.3]]}'), ['? 0.3,0.3']);
  });

  it('comments are skipped, and a whole list after a broken one counts', () => {
    assert.deepEqual(
      found('[\n {"point": [0.1, 0.2], "label": "http://a"}, // first\n {"point": [0.3, 0.4]} // last\n]'),
      ['http://a 0.1,0.2', '? 0.3,0.4'],
    );
    assert.deepEqual(found('[{"point": [0.1, 0.2]}, oops]. Again: [{"point": [0.3, 0.4]}]'), ['? 0.3,0.4']);
  });

  it('brackets of prose and a comma too many do no harm', () => {
    assert.deepEqual(found('In the range [0, 1) see [note] and {x}: {"points": [{"x": 0.5, "y": 0.25,},],} [1]'), [
      '? 0.5,0.25',
    ]);
  });

  it('brackets and quotes in labels are text', () => {
    assert.deepEqual(found('[{"label": "a ] \\"}{ é", "point": [0.5, 0.25]}]'), ['a ] "}{ é 0.5,0.25']);
    assert.deepEqual(found('{"__proto__": [0.5, 0.25], "constructor": [0.1, 0.1]}'), [
      '__proto__ 0.5,0.25',
      'constructor 0.1,0.1',
    ]);
  });

  it('a count beside the points is not in the way', () => {
    assert.deepEqual(found('{"count": 2, "points": [{"x": 0.1, "y": 0.2}, {"x": 0.3, "y": 0.4}]}'), [
      '? 0.1,0.2',
      '? 0.3,0.4',
    ]);
  });
});

describe('readPlaces: any answer', () => {
  const fragments = [
    '[',
    ']',
    '{',
    '}',
    '"',
    '\\',
    ',',
    ':',
    '0.5',
    '1000',
    '-3',
    'NaN',
    'x',
    '"x"',
    '"y":',
    '"points":',
    '"box":',
    '<point x="',
    '<points ',
    ' y="1"',
    '<|det|>',
    '<|/det|>',
    '<box>',
    '</box>',
    '<loc0100>',
    '```json\n',
    '```',
    '\n',
    ' ',
    '<think>',
    '</think>',
    'é',
  ];
  const garbage = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join(''));
  const profiles = fc.constantFrom(...coordinateProfiles.map(({ id }) => id));
  const kinds = fc.constantFrom('points' as const, 'boxes' as const);

  it('is read or refused with a reason, never thrown at, and canonical follows from parsed and transform', () => {
    fc.assert(
      fc.property(fc.oneof(garbage, fc.string(), fc.json()), kinds, profiles, (answer, kind, profile) => {
        const read = readPlaces(answer, kind, picture(profile));
        if (!read.ok) return assert.match(read.reason, /^\S.*\.$/s);
        const { parsed, canonical, transform } = read.reading;
        assert.deepEqual(
          canonical,
          parsed.map((numbers) => canonicalOf(numbers, transform)),
        );
        assert.ok(canonical.flat().every((value) => value >= 0 && value <= 1));
        assert.equal(read.places.length, canonical.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('that a family writes comes back as the places it stands for', () => {
    const share = fc.integer({ min: 0, max: 1000 }).map((one) => one / 1000);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 5 }),
        profiles,
        fc.integer({ min: 30, max: 3000 }),
        fc.integer({ min: 30, max: 3000 }),
        (truth, id, width, height) => {
          const context = picture(id, width, height);
          const range = rangeOf(context.profile, { width, height });
          const written = truth.map(([x, y]) =>
            context.profile.order === 'xy' ? [x * range.width, y * range.height] : [y * range.height, x * range.width],
          );
          const read = readPlaces(
            `\`\`\`json\n${JSON.stringify(written.map((point) => ({ point })))}\n\`\`\``,
            'points',
            context,
          );
          assert.ok(read.ok, JSON.stringify(read));
          for (const [at, [x, y]] of truth.entries()) {
            const shape = read.places[at]!.shape;
            assert.ok(shape.kind === 'point' && Math.abs(shape.x - x) < 1e-9 && Math.abs(shape.y - y) < 1e-9);
          }
        },
      ),
    );
  });

  // What takes a minute when time grows with the square of the length; mocha's limit ends it.
  const length = 200_000;
  for (const piece of [
    '[',
    '{',
    '[[1,',
    '[[],',
    '[[] x',
    '[//',
    '{"a":',
    '["',
    '["\\',
    '[1 ',
    '"',
    '<point ',
    '<point x="',
    '<points x1="1" ',
    '<|det|>',
    '<box>[',
    '<loc0001>',
    '<loc0001> ',
    '(',
    '`',
    '```json\n[',
    '[0,1] ',
    '{"x":1,"y":2};',
    'x1=',
    '<think>',
    ' ',
    '9',
  ]) {
    it(`of ${JSON.stringify(piece)} over and over is read in one pass`, () => {
      readPlaces(piece.repeat(length / piece.length), 'points', picture('pixels'));
    });
  }

  it('however deep', () => {
    const deep = `{"points": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    assert.match(refusal(readPlaces(deep, 'points', picture('pixels'))), /^point 1 /);
  });
});
