import assert from 'node:assert/strict';
import type { PointExpectation } from '../../../../src/shared/run/imageExpectation';
import { fence, judge, pictureOf, verdict } from './imageTest';
import { evaluate } from './evaluate';

const save: PointExpectation = { regions: [{ box: [100, 50, 140, 70], label: 'Save' }], match: 'all' };

const three: PointExpectation = {
  regions: [
    { box: [0, 0, 40, 40], label: 'Save' },
    { circle: { center: [200, 100], radius: 20 } },
    {
      polygon: [
        [360, 160],
        [400, 160],
        [400, 200],
      ],
      label: 'Close',
    },
  ],
  match: 'all',
};

/** Points of the picture that was sent, whose px are two of the original's. */
const points = (...places: [number, number][]): string =>
  JSON.stringify({ points: places.map(([x, y]) => ({ x, y })) });

describe('point', () => {
  for (const [what, answer, expected, expectation] of [
    ['a point in the region', points([60, 30]), 'correct 1 | region met'],
    ['a point on its edge', points([50, 25]), 'correct 1 | region met'],
    [
      'a fence and words',
      `Here it is:\n${fence}json\n${points([60, 30])}\n${fence}\nAnything else?`,
      'correct 1 | region met',
    ],
    ['thinking before it', `<think>[1, 2]?</think>${points([60, 30])}`, 'correct 1 | region met'],
    // 40 px of the original's 447 from the right edge.
    [
      'a point outside',
      points([90, 30]),
      'incorrect 0 | region not met, 1 point outside | The point is 8.9% of the diagonal away from region "Save".',
    ],
    [
      'a second point inside',
      points([60, 30], [61, 30]),
      'incorrect 0.67 | region met, 1 point too many inside | Point 2 is one more in region "Save", which needs only one.',
    ],
    [
      'a second point outside',
      points([60, 30], [90, 30]),
      'incorrect 0.67 | region met, 1 point outside | Point 2 is 8.9% of the diagonal away from region "Save".',
    ],
    ['no point', points(), 'incorrect 0 | no point | The answer gives no point, but a region was to be met.'],
    ['a point for each region', points([195, 95], [10, 10], [100, 50]), 'correct 1 | 3 of 3 regions met', three],
    [
      'a point too few',
      points([195, 95], [10, 10]),
      'incorrect 0.8 | 2 of 3 regions met | No point is in region 2.',
      three,
    ],
    [
      'one outside',
      points([195, 95], [10, 10], [120, 50]),
      'incorrect 0.67 | 2 of 3 regions met, 1 point outside | Point 3 is 4.5% of the diagonal away from the nearest region 2.',
      three,
    ],
    [
      'any point, where one is enough',
      points([150, 10], [10, 10]),
      'correct 1 | 1 of 3 regions met (one is enough), 1 point outside',
      { ...three, match: 'any' },
    ],
    [
      'no point inside, where one is enough',
      points([25, 10]),
      'incorrect 0 | 0 of 3 regions met (one is enough), 1 point outside | The point is 2.2% of the diagonal away from the nearest region "Save".',
      { ...three, match: 'any' },
    ],
  ] as [string, string, string, PointExpectation?][]) {
    it(`judges ${what}`, async () => assert.equal(await verdict('point', answer, expectation ?? save), expected));
  }

  it('scores the same place the same in every form', async () => {
    for (const [profile, answer] of [
      ['pixels', '{"points": [{"x": 60, "y": 30, "label": "Save"}]}'],
      ['gemini_yx1000', '[{"point": [300, 300], "label": "Save"}]'],
      ['qwen_xy1000', `${fence}json\n[{"point_2d": [300, 300], "label": "Save"}]\n${fence}`],
      ['molmo_percent', '<point x="30.0" y="30.0" alt="Save">Save</point>'],
      ['unit', 'It is at {"points": [{"x": 0.3, "y": 0.3, "label": "Save"}]}, I think.'],
    ] as const) {
      const { record } = await judge('point', answer, save, pictureOf(profile));
      assert.equal(record.verdict, 'correct', profile);
      assert.deepEqual(
        record.evidence?.overlay?.found.map(({ shape, label, state, truth }) => ({ shape, label, state, truth })),
        [{ shape: { kind: 'point', x: 0.3, y: 0.3 }, label: 'Save', state: 'hit', truth: 0 }],
        profile,
      );
      assert.equal(record.evidence?.coordinates?.profile, profile);
    }
  });

  it('leaves the marks and measures of what was met and missed', async () => {
    const { record } = await judge('point', points([10, 10], [120, 50]), three);
    const diagonal = Math.hypot(400, 200);
    const { distance, ...measures } = record.measures!;
    assert.deepEqual(measures, { hits: 1, regions: 3, points: 2, precision: 0.5, recall: 1 / 3, f1: 0.4 });
    assert.ok(Math.abs(distance! - 20 / diagonal) < 1e-12, 'the mean of 0 px and 40 px to the centers');
    const { truth, found } = record.evidence!.overlay!;
    assert.deepEqual(
      truth.map(({ label, isMissed }) => [label, isMissed]),
      [
        ['Save', false],
        [undefined, true],
        ['Close', true],
      ],
    );
    assert.deepEqual(truth[1]!.shape, { kind: 'ellipse', x: 0.5, y: 0.5, rx: 0.05, ry: 0.1 });
    assert.deepEqual(found[1], {
      shape: { kind: 'point', x: 0.6, y: 0.5 },
      state: 'miss',
      truth: null,
      measure: { name: 'distance', value: 40 / diagonal },
      nearest: [0.55, 0.5],
    });
    assert.equal(found[0]!.nearest, undefined);
    assert.equal(
      record.expected,
      'inside each of "Save" [0, 0, 40, 40]; circle [200, 100] radius 20; "Close" polygon [360, 160] [400, 160] [400, 200]',
    );
  });

  it('misses no region beside the one that is enough', async () => {
    const { record } = await judge('point', points([10, 10]), { ...three, match: 'any' });
    assert.deepEqual(
      record.evidence!.overlay!.truth.map(({ isMissed }) => isMissed),
      [false, false, false],
    );
    assert.deepEqual([record.measures!.precision, record.measures!.recall, record.measures!.f1], [1, 1, 1]);
  });

  it('does not judge what it cannot read, and draws the truth all the same', async () => {
    const { record, error } = await judge('point', points([60, 300]), save);
    assert.equal(error?.kind, 'unparsable');
    assert.match(error.message, /300/);
    assert.deepEqual(record.evidence?.overlay, {
      truth: [{ shape: { kind: 'box', x1: 0.25, y1: 0.25, x2: 0.35, y2: 0.35 }, label: 'Save', isMissed: false }],
      found: [],
    });
    assert.deepEqual(record.evidence?.coordinates?.parsed, [[60, 300]]);
    assert.match(await verdict('point', 'I cannot see a button.', save), /^unparsable \| /);
    assert.match(await verdict('point', ' ', save), /^emptyAnswer \| /);
    assert.match(await verdict('point', '<think>hm</think>', save), /^emptyAnswer \| /);
  });

  it('does not blame the model for a test that is none', async () => {
    assert.equal(
      await verdict('point', points([1, 1]), { boxes: [] }),
      'evaluator | The answer could not be judged: the expectation is not that of a point test: it has no "regions"',
    );
    const { error } = await evaluate('point', points([1, 1]), { ...save });
    assert.deepEqual(error, {
      kind: 'evaluator',
      message: 'The answer could not be judged: a point test needs a picture, and this one has none',
    });
  });
});
