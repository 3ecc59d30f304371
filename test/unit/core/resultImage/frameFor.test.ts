import assert from 'node:assert/strict';
import { frameFor } from '../../../../src/core/resultImage/frameFor';

describe('The frame of a picture', () => {
  it('holds the picture, and makes texts larger with the width that is shown smaller', () => {
    for (const [width, height] of [
      [1, 1],
      [16, 16],
      [199, 199],
      [199, 2000],
      [480, 320],
      [1000, 1000],
      [8000, 6000],
      [16_000, 400],
      [400, 16_000],
    ] as const) {
      const frame = frameFor({ width, height });
      assert.ok(frame.width >= 640);
      for (const view of [frame.original, ...(frame.enlarged ? [frame.enlarged] : [])]) {
        assert.deepEqual([view.width, view.height], [width * view.zoom, height * view.zoom]);
        assert.ok(
          view.x >= 0 && view.y >= 0 && view.x + view.width <= frame.width && view.y + view.height <= frame.height,
        );
        assert.ok(Number.isInteger(view.x) && Number.isInteger(view.y));
      }
      // 12 px on a picture shown 1000 px wide, with labels of 13.
      assert.ok(13 * frame.scale * Math.min(1, 1000 / frame.width) >= 12);
      assert.equal(frame.enlarged !== null, width < 200 && height < 200);
    }
  });
});
