// From answers as model families write them to places on the picture: the same truth is the same place for all, and what does not fit is refused.

import assert from 'node:assert/strict';
import { coordinateProfiles, rangeOf } from '../../../../src/core/coordinates/coordinateProfiles';
import { readPlaces } from '../../../../src/core/coordinates/readPlaces';
import { picture, places } from './placesRead';

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
