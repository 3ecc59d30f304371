// From answers as model families write them to places on the picture: the same truth is the same place for all, and what does not fit is refused.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coordinateProfiles, findProfile, rangeOf } from '../../../../src/core/coordinates/coordinateProfiles';
import { canonicalOf, readPlaces, type PlacesRead } from '../../../../src/core/coordinates/readPlaces';
import type { PictureContext } from '../../../../src/core/coordinates/pictureContext';
import type { Shape } from '../../../../src/shared/results/picture';

function picture(profile: string, width = 800, height = 600): PictureContext {
  return { width, height, sentWidth: width, sentHeight: height, profile: findProfile(profile)!, chosenBy: 'table' };
}

function placesIn(read: PlacesRead): { shape: Shape; label?: string }[] {
  assert.ok(read.ok, JSON.stringify(read));
  return read.places;
}

/** `cat 0.25,0.5` a place, rounded to two digits, which is how well whole thousandths of this picture agree. */
function places(read: PlacesRead): string[] {
  return placesIn(read).map(({ shape, label }) => {
    const numbers =
      shape.kind === 'point'
        ? [shape.x, shape.y]
        : shape.kind === 'box'
          ? [shape.x1, shape.y1, shape.x2, shape.y2]
          : [];
    return `${label ?? '?'} ${numbers.map((one) => String(Math.round(one * 100) / 100)).join(',')}`;
  });
}

function refusal(read: PlacesRead): string {
  assert.ok(!read.ok, JSON.stringify(read));
  return read.reason;
}

// One truth on a picture of 1920 x 1080 px: a cat from (25%, 30%) to (50%, 80%), a dog from (60%, 10%) to (90%, 55%).
const wide = { width: 1920, height: 1080 };
const boxes = {
  pixels:
    '{"objects": [{"label": "cat", "box": [480, 324, 960, 864]}, {"label": "dog", "box": [1152, 108, 1728, 594]}]}',
  // Of 1456 x 819.
  claude_pixels:
    '{"objects": [{"label": "cat", "box": [364, 246, 728, 655]}, {"label": "dog", "box": [874, 82, 1310, 450]}]}',
  gemini_yx1000:
    '```json\n[\n  {"box_2d": [300, 250, 800, 500], "label": "cat"},\n  {"box_2d": [100, 600, 550, 900], "label": "dog"}\n]\n```',
  // Of 1932 x 1092.
  qwen25_pixels:
    '```json\n[{"bbox_2d": [483, 328, 966, 874], "label": "cat"}, {"bbox_2d": [1159, 109, 1739, 601], "label": "dog"}]\n```',
  qwen_xy1000: '[{"bbox_2d": [250, 300, 500, 800], "label": "cat"}, {"bbox_2d": [600, 100, 900, 550], "label": "dog"}]',
  xy1000:
    'Here they are: <ref>cat</ref><box>[[250, 300, 500, 800]]</box> and <ref>dog</ref><box>[[600, 100, 900, 550]]</box>.',
  deepseek_999:
    '<|ref|>cat<|/ref|><|det|>[[250, 300, 500, 799]]<|/det|><|ref|>dog<|/ref|><|det|>[[599, 100, 899, 549]]<|/det|>',
  paligemma_1024: '<loc0307><loc0256><loc0819><loc0512> cat ; <loc0102><loc0614><loc0563><loc0922> dog',
  unit: 'The cat is on the left.\n{"objects": [{"label": "cat", "box": [0.25, 0.3, 0.5, 0.8]}, {"label": "dog", "box": [0.6, 0.1, 0.9, 0.55]}]}\nLet me know if you need more.',
  percent:
    '{"objects": [{"label": "cat", "x1": 25, "y1": 30, "x2": 50, "y2": 80}, {"label": "dog", "box": {"xmin": 60, "ymin": 10, "xmax": 90, "ymax": 55}}]}',
};
const points = {
  pixels: '{"points": [{"x": 480, "y": 324, "label": "cat"}, {"x": 1728, "y": 594, "label": "dog"}]}',
  claude_pixels:
    '<thinking>[1, 2] no</thinking>{"points": [{"x": 364, "y": 246, "label": "cat"}, {"x": 1310, "y": 450, "label": "dog"}]}',
  gemini_yx1000: '```json\n[{"point": [300, 250], "label": "cat"}, {"point": [550, 900], "label": "dog"}]\n```',
  qwen25_pixels: '[{"point_2d": [483, 328], "label": "cat"}, {"point_2d": [1739, 601], "label": "dog"}]',
  qwen_xy1000: '```json\n[{"point_2d": [250, 300], "label": "cat"}, {"point_2d": [900, 550], "label": "dog"}]\n```',
  molmo_percent:
    'Counting: <point x="25.0" y="30.0" alt="cat">cat</point> <point x="90.0" y="55.0" alt="dog">dog</point>',
  paligemma_1024: '<loc0307><loc0256> cat ; <loc0563><loc0922> dog',
  unit: '{"cat": [0.25, 0.3], "dog": [0.9, 0.55]}',
};

describe('readPlaces: the form of each family', () => {
  for (const [profile, answer] of Object.entries(boxes)) {
    it(`reads the boxes of ${profile}`, () => {
      assert.deepEqual(places(readPlaces(answer, 'boxes', picture(profile, wide.width, wide.height))), [
        'cat 0.25,0.3,0.5,0.8',
        'dog 0.6,0.1,0.9,0.55',
      ]);
    });
  }
  for (const [profile, answer] of Object.entries(points)) {
    it(`reads the points of ${profile}`, () => {
      assert.deepEqual(places(readPlaces(answer, 'points', picture(profile, wide.width, wide.height))), [
        'cat 0.25,0.3',
        'dog 0.9,0.55',
      ]);
    });
  }

  it('reads several points of one Molmo tag', () => {
    assert.deepEqual(
      places(
        readPlaces(
          '<points x1="10.5" y1="20" x2=\'30\' y2="40.0" alt="dogs">dogs</points>',
          'points',
          picture('molmo_percent'),
        ),
      ),
      ['dogs 0.11,0.2', 'dogs 0.3,0.4'],
    );
  });

  it("reads Qwen2-VL's own tags", () => {
    assert.deepEqual(
      places(
        readPlaces(
          '<|object_ref_start|>the cat<|object_ref_end|><|box_start|>(250,300),(500,800)<|box_end|>',
          'boxes',
          picture('qwen_xy1000'),
        ),
      ),
      ['the cat 0.25,0.3,0.5,0.8'],
    );
  });

  it('takes the neutral form from every family', () => {
    for (const { id } of coordinateProfiles) {
      const context = picture(id);
      const { width, height } = rangeOf(context.profile, { width: 800, height: 600 });
      const named = { x: width / 4, y: height / 2 };
      assert.deepEqual(
        places(readPlaces(JSON.stringify({ points: [{ ...named, label: 'a' }] }), 'points', context)),
        ['a 0.25,0.5'],
        id,
      );
      const corners = [width / 4, height / 2, width / 2, height];
      const box = context.profile.order === 'xy' ? corners : [corners[1], corners[0], corners[3], corners[2]];
      assert.deepEqual(
        places(readPlaces(JSON.stringify({ objects: [{ label: 'a', box }] }), 'boxes', context)),
        ['a 0.25,0.5,0.5,1'],
        id,
      );
    }
  });
});

describe('readPlaces: the space of the numbers', () => {
  it('does not take px for thousandths because all are below 1000', () => {
    const answer = '{"objects": [{"label": "cat", "box": [200, 300, 400, 450]}]}';
    assert.deepEqual(places(readPlaces(answer, 'boxes', picture('pixels'))), ['cat 0.25,0.5,0.5,0.75']);
    assert.deepEqual(places(readPlaces(answer, 'boxes', picture('xy1000'))), ['cat 0.2,0.3,0.4,0.45']);
  });

  it('does not take thousandths for percent or shares because they are small', () => {
    assert.deepEqual(places(readPlaces('[{"point_2d": [1, 1]}]', 'points', picture('qwen_xy1000'))), ['? 0,0']);
    assert.deepEqual(places(readPlaces('[40, 80]', 'points', picture('xy1000'))), ['? 0.04,0.08']);
  });

  it("does not turn a list round because its key is another family's", () => {
    assert.deepEqual(places(readPlaces('[{"box_2d": [80, 60, 160, 120]}]', 'boxes', picture('pixels'))), [
      '? 0.1,0.1,0.2,0.2',
    ]);
    assert.deepEqual(places(readPlaces('[{"bbox_2d": [100, 200, 300, 400]}]', 'boxes', picture('gemini_yx1000'))), [
      '? 0.2,0.1,0.4,0.3',
    ]);
  });

  it('takes named axes at their word whatever the order of the profile', () => {
    const read = readPlaces('{"points": [{"x": 250, "y": 500}]}', 'points', picture('gemini_yx1000'));
    assert.deepEqual(places(read), ['? 0.25,0.5']);
    assert.ok(read.ok);
    assert.deepEqual(read.reading.parsed, [[500, 250]]);
    assert.deepEqual(read.reading.canonical, [[0.25, 0.5]]);
  });

  it('counts px of what was sent, not of the original', () => {
    const context = { ...picture('pixels', 4000, 3000), sentWidth: 400, sentHeight: 300 };
    assert.deepEqual(places(readPlaces('{"points": [{"x": 100, "y": 150}]}', 'points', context)), ['? 0.25,0.5']);
  });
});

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
