// Sizes that vendors' own resizing makes of a picture, against the values that they publish or their servers name.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  claudeHighResolution,
  claudeSize,
  claudeStandard,
  qwenSize,
  type PixelSize,
} from '../../../../src/core/coordinates/visionSize';
import { sharedSize } from '../../../../src/core/images/sharedSize';

function size(width: number, height: number): PixelSize {
  return { width, height };
}

const edges = fc.integer({ min: 1, max: 9000 });
const sizes = fc.record({ width: edges, height: edges });

describe('claudeSize', () => {
  // The Vision and the Coordinates page of Claude's documentation; 2000 x 1500 and 2550 x 3300 as its API names them.
  const documented: [PixelSize, PixelSize, PixelSize][] = [
    [size(200, 200), size(200, 200), size(200, 200)],
    [size(1000, 1000), size(1000, 1000), size(1000, 1000)],
    [size(1092, 1092), size(1092, 1092), size(1092, 1092)],
    [size(1920, 1080), size(1456, 819), size(1920, 1080)],
    [size(3840, 2160), size(1456, 819), size(2576, 1449)],
    [size(2000, 1500), size(1270, 952), size(2000, 1500)],
    [size(2550, 3300), size(952, 1232), size(1688, 2184)],
  ];
  for (const [sent, standard, high] of documented) {
    it(`makes of ${sent.width} x ${sent.height} what is documented`, () => {
      assert.deepEqual(claudeSize(sent), standard);
      assert.deepEqual(claudeSize(sent, claudeHighResolution), high);
    });
  }

  it('makes a page of 1075 x 1520 924 x 1307', () => {
    assert.deepEqual(claudeSize(size(1075, 1520)), size(924, 1307));
  });

  it('counts the padding against the limit of an edge that is no multiple of 28', () => {
    assert.deepEqual(claudeSize(size(4000, 1000), { edge: 2000, patches: 4784 }), size(1988, 497));
  });

  it('keeps within the limits, leaves alone what fits, and does not reduce twice', () => {
    fc.assert(
      fc.property(sizes, (sent) => {
        const seen = claudeSize(sent);
        assert.ok(Math.max(seen.width, seen.height) <= 1568);
        assert.ok(Math.ceil(seen.width / 28) * Math.ceil(seen.height / 28) <= claudeStandard.patches);
        assert.deepEqual(claudeSize(seen), seen);
        assert.deepEqual(claudeSize(size(sent.height, sent.width)), size(seen.height, seen.width));
      }),
    );
  });

  it('leaves the shared size of a run as it is', () => {
    fc.assert(
      fc.property(sizes, (sent) => {
        const shared = sharedSize(sent, []);
        assert.deepEqual(claudeSize(shared), shared);
        assert.deepEqual(claudeSize(sent), shared);
      }),
    );
  });

  it('refuses what is no size', () => {
    for (const bad of [size(0, 10), size(10, -1), size(1.5, 10), size(NaN, 10)])
      assert.throws(() => claudeSize(bad), RangeError);
  });
});

describe('qwenSize', () => {
  // By hand from smart_resize: 800 / 28 = 28.57 -> 29 * 28, 600 / 28 = 21.43 -> 21 * 28; 630 / 28 = 22.5 and 406 / 28 = 14.5 go to the even multiple.
  it('rounds edges to the nearest multiple of 28, halves to even', () => {
    assert.deepEqual(qwenSize(size(800, 600)), size(812, 588));
    assert.deepEqual(qwenSize(size(630, 406)), size(616, 392));
    assert.deepEqual(qwenSize(size(1092, 1092)), size(1092, 1092));
  });

  it('reduces what is above the most px, downwards', () => {
    // qwen-vl-utils with max_pixels = 1280 * 28 * 28: shrink = sqrt(1920 * 1080 / 1003520) = 1.43748..., 1920 / shrink / 28 = 47.7, 1080 / shrink / 28 = 26.8.
    assert.deepEqual(
      qwenSize(size(1920, 1080), { factor: 28, minPixels: 3136, maxPixels: 1280 * 28 * 28 }),
      size(47 * 28, 26 * 28),
    );
  });

  it('enlarges what is below the least px, upwards', () => {
    // grow = sqrt(3136 / 100) = 5.6: 10 * 5.6 = 56.
    assert.deepEqual(qwenSize(size(10, 10)), size(56, 56));
  });

  it('makes multiples of 28', () => {
    fc.assert(fc.property(sizes, (sent) => Object.values(qwenSize(sent)).every((edge) => edge > 0 && edge % 28 === 0)));
  });
});
