// Where labels go, by rule and by property: inside the bounds, apart wherever there is room, beside what they name.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Rectangle } from '../../../../src/core/resultImage/frameFor';
import { overlap, placeLabels, type LabelWish } from '../../../../src/core/resultImage/labelPlaces';

const bounds: Rectangle = { x: 0, y: 0, width: 600, height: 400 };
const one = (wish: Partial<LabelWish>, obstacles: Rectangle[] = [], taken: Rectangle[] = []): Rectangle => {
  const [place] = placeLabels(
    [{ width: 60, height: 20, anchor: { x: 200, y: 150, width: 100, height: 80 }, ...wish }],
    { bounds, obstacles, taken, gap: 3 },
  );
  assert.ok(place);
  return place;
};

const rectangle = fc.record({
  x: fc.integer({ min: -50, max: 640 }),
  y: fc.integer({ min: -50, max: 440 }),
  width: fc.integer({ min: 1, max: 700 }),
  height: fc.integer({ min: 1, max: 500 }),
});
const wish = fc.record({
  anchor: rectangle,
  width: fc.integer({ min: 5, max: 200 }),
  height: fc.integer({ min: 10, max: 40 }),
});

function isInside(place: Rectangle, { x, y, width, height }: Rectangle): boolean {
  return place.x >= x && place.y >= y && place.x + place.width <= x + width && place.y + place.height <= y + height;
}

describe('The places of labels', () => {
  it('are above what they name where that is free, else below, else beside', () => {
    assert.deepEqual(one({}), { x: 200, y: 127, width: 60, height: 20 });
    assert.deepEqual(one({ anchor: { x: 200, y: 0, width: 100, height: 80 } }), {
      x: 200,
      y: 83,
      width: 60,
      height: 20,
    });
    assert.deepEqual(one({ anchor: { x: 200, y: 0, width: 100, height: 400 } }), {
      x: 303,
      y: 0,
      width: 60,
      height: 20,
    });
    assert.deepEqual(one({}, [], [{ x: 200, y: 100, width: 100, height: 50 }]), {
      x: 200,
      y: 233,
      width: 60,
      height: 20,
    });
  });

  it('keep clear of other marks where they can', () => {
    const above = { x: 180, y: 100, width: 150, height: 45 };
    assert.equal(overlap(one({}, [above]), above), 0);
  });

  it('hide rather a part of a large mark than a small one that matters more', () => {
    const [large, small] = [
      { x: 200, y: 20, width: 100, height: 125 },
      { x: 195, y: 235, width: 110, height: 16, weight: 6 },
    ];
    const sides = [
      { x: 0, y: 0, width: 195, height: 400 },
      { x: 305, y: 0, width: 295, height: 400 },
    ];
    const own = { x: 200, y: 150, width: 100, height: 80 };
    const place = one({}, [own, large, small], [...sides, { x: 195, y: 255, width: 110, height: 145 }]);
    assert.equal(overlap(place, small), 0);
    assert.ok(overlap(place, large) > 0);
  });

  it('are inside what they name when that fills the bounds', () => {
    const place = one({ anchor: bounds }, [bounds]);
    assert.ok(isInside(place, bounds));
  });

  it('leave an optional label out when there is no room, and cover least with one that must be there', () => {
    const full: Rectangle[] = [{ x: 0, y: 0, width: 600, height: 395 }];
    const wishes = [
      { width: 60, height: 20, anchor: { x: 10, y: 10, width: 5, height: 5 }, isOptional: true },
      { width: 60, height: 20, anchor: { x: 10, y: 380, width: 5, height: 5 } },
    ];
    const [optional, needed] = placeLabels(wishes, { bounds, obstacles: [], taken: full, gap: 3 });
    assert.equal(optional, null);
    assert.ok(needed && isInside(needed, bounds));
    assert.equal(needed.y, 380);
  });

  it('stay inside the bounds, whatever the marks', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 30 }), fc.array(rectangle, { maxLength: 10 }), (wishes, obstacles) => {
        placeLabels(wishes, { bounds, obstacles, gap: 3 }).forEach((place, position) => {
          assert.ok(place && isInside(place, bounds), JSON.stringify(place));
          assert.deepEqual([place.width, place.height], [wishes[position]!.width, wishes[position]!.height]);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('do not overlap while there is room for another', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 25 }), (wishes) => {
        const places = placeLabels(wishes, { bounds, obstacles: wishes.map(({ anchor }) => anchor), gap: 3 });
        let hadRoom = true;
        places.forEach((place, position) => {
          const { width, height } = wishes[position]!;
          const before = places.slice(0, position) as Rectangle[];
          // A label placed before takes at most this much from the places where the corner of this one can be.
          const blocked = before.reduce((sum, other) => sum + (other.width + width) * (other.height + height), 0);
          hadRoom &&= blocked < (bounds.width - width) * (bounds.height - height);
          if (hadRoom)
            assert.ok(
              before.every((other) => overlap(other, place!) === 0),
              `label ${position}`,
            );
        });
      }),
      { numRuns: 100 },
    );
  });
});
