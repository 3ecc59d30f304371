// Places on a picture: by hand, and what must hold for all of them.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  boxIou,
  canonicalShape,
  centerOf,
  distance,
  distanceTo,
  isInside,
  nearestOnEdge,
  type RegionShape,
} from '../../../../src/core/scores/geometry';
import type { PixelBox, PixelPoint } from '../../../../src/shared/run/imageExpectation';

const square: RegionShape = { kind: 'box', box: [10, 10, 20, 20] };
const circle: RegionShape = { kind: 'circle', center: [50, 40], radius: 10 };
/** An L: a square of 30 without its upper right quarter of 20 x 10. */
const corner: RegionShape = {
  kind: 'polygon',
  points: [
    [0, 0],
    [10, 0],
    [10, 20],
    [30, 20],
    [30, 30],
    [0, 30],
  ],
};

const boxes = fc
  .tuple(
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 1, max: 200 }),
    fc.integer({ min: 1, max: 200 }),
  )
  .map(([x, y, w, h]): PixelBox => [x, y, x + w, y + h]);
const places = fc
  .tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: -50, max: 150 }))
  .map(([x, y]): PixelPoint => [x, y]);

describe('geometry of a picture', () => {
  it('knows what is inside, edges included', () => {
    for (const [place, shape, expected] of [
      [[10, 20], square, true],
      [[20.01, 20], square, false],
      [[60, 40], circle, true],
      [[57.1, 47.1], circle, false],
      [[57, 47], circle, true],
      [[5, 5], corner, true],
      [[20, 10], corner, false],
      [[20, 25], corner, true],
      [[10, 5], corner, true],
      [[30, 25], corner, true],
      [[31, 25], corner, false],
      [[-5, 20], corner, false],
    ] as [PixelPoint, RegionShape, boolean][])
      assert.equal(isInside(place, shape), expected, JSON.stringify(place));
  });

  it('finds the nearest place on an edge', () => {
    assert.deepEqual(nearestOnEdge([0, 15], square), [10, 15]);
    assert.deepEqual(nearestOnEdge([0, 0], square), [10, 10]);
    assert.deepEqual(nearestOnEdge([12, 15], square), [10, 15]);
    assert.deepEqual(nearestOnEdge([80, 40], circle), [60, 40]);
    assert.deepEqual(nearestOnEdge([50, 40], circle), [60, 40]);
    assert.deepEqual(nearestOnEdge([18, 12], corner), [10, 12]);
    assert.equal(distanceTo([13, 24], { kind: 'box', box: [0, 0, 10, 20] }), 5);
    assert.equal(distanceTo([12, 12], square), 0);
  });

  it('finds centers', () => {
    assert.deepEqual(centerOf(square), [15, 15]);
    assert.deepEqual(centerOf(circle), [50, 40]);
    // The L is 10 x 20 with its center at (5, 10) and 30 x 10 with its center at (15, 25): areas 200 and 300.
    assert.deepEqual(
      centerOf(corner).map((value) => Math.round(value * 1e6) / 1e6),
      [11, 19],
    );
    assert.deepEqual(
      centerOf({
        kind: 'polygon',
        points: [
          [0, 0],
          [3, 3],
          [6, 6],
        ],
      }),
      [3, 3],
    );
  });

  it('gives the IoU of boxes as worked out by hand', () => {
    assert.equal(boxIou([0, 0, 10, 10], [5, 0, 15, 10]), 50 / 150);
    assert.equal(boxIou([0, 0, 10, 10], [5, 5, 15, 15]), 25 / 175);
    assert.equal(boxIou([0, 0, 10, 10], [2, 2, 8, 8]), 0.36);
    assert.equal(boxIou([0, 0, 10, 10], [10, 0, 20, 10]), 0);
    // 164 x 49 and 144 x 48 share 144 x 46: 6624 / (8036 + 6912 - 6624).
    assert.equal(boxIou([39, 63, 203, 112], [54, 66, 198, 114]), 6624 / 8324);
  });

  it('has an IoU in 0-1, the same both ways and at every scale, and 1 only for the same box', () => {
    fc.assert(
      fc.property(boxes, boxes, fc.double({ min: 0.01, max: 100, noNaN: true }), (a, b, scale) => {
        const iou = boxIou(a, b);
        assert.ok(iou >= 0 && iou <= 1);
        assert.equal(boxIou(b, a), iou);
        assert.equal(boxIou(a, a), 1);
        assert.equal(iou === 1, a.join() === b.join());
        const scaled = (box: PixelBox): PixelBox => box.map((edge) => edge * scale) as PixelBox;
        assert.ok(Math.abs(boxIou(scaled(a), scaled(b)) - iou) < 1e-9);
      }),
    );
  });

  it('counts the same pixels as a raster does', () => {
    const small = fc
      .tuple(fc.nat(12), fc.nat(12), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
      .map(([x, y, w, h]): PixelBox => [x, y, x + w, y + h]);
    fc.assert(
      fc.property(small, small, (a, b) => {
        let both = 0;
        let either = 0;
        for (let x = 0; x < 20; x++) {
          for (let y = 0; y < 20; y++) {
            const [inA, inB] = [a, b].map(([x1, y1, x2, y2]) => x >= x1 && x < x2 && y >= y1 && y < y2);
            if (inA && inB) both++;
            if (inA || inB) either++;
          }
        }
        assert.ok(Math.abs(boxIou(a, b) - both / either) < 1e-12);
      }),
    );
  });

  it('finds no place on an edge nearer than the nearest', () => {
    fc.assert(
      fc.property(places, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(5), (place, along, edge) => {
        const corners = (corner as RegionShape & { kind: 'polygon' }).points;
        const [x1, y1] = corners[edge]!;
        const [x2, y2] = corners[(edge + 1) % corners.length]!;
        const onEdge: PixelPoint = [x1 + along * (x2 - x1), y1 + along * (y2 - y1)];
        const nearest = nearestOnEdge(place, corner);
        assert.ok(distance(place, nearest) <= distance(place, onEdge) + 1e-9);
        assert.ok(isInside(nearest, corner));
      }),
    );
  });

  it('is canonical in 0-1 of each axis', () => {
    assert.deepEqual(canonicalShape(circle, { width: 200, height: 100 }), {
      kind: 'ellipse',
      x: 0.25,
      y: 0.4,
      rx: 0.05,
      ry: 0.1,
    });
    assert.deepEqual(canonicalShape(square, { width: 200, height: 100 }), {
      kind: 'box',
      x1: 0.05,
      y1: 0.1,
      x2: 0.1,
      y2: 0.2,
    });
  });
});
