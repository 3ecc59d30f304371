import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitScale, largestScale, scrollAfterZoom, steppedScale } from '../../../../webview-ui/src/picture/overlayZoom';

describe('zooming a picture', () => {
  it('fits the whole of it, enlarging small ones', () => {
    assert.equal(fitScale({ width: 800, height: 600 }, { width: 400, height: 558 }), 0.5);
    assert.equal(fitScale({ width: 100, height: 600 }, { width: 400, height: 300 }), 0.5);
    assert.equal(fitScale({ width: 5000, height: 200 }, { width: 500, height: 558 }), 0.1, 'a panorama');
    assert.equal(fitScale({ width: 8, height: 8 }, { width: 500, height: 558 }), largestScale, 'a tiny one');
    assert.equal(fitScale({ width: 0, height: 8 }, { width: 500, height: 558 }), 1);
  });

  it('goes in steps and stops at the ends', () => {
    assert.equal(steppedScale(0.78, 1), 1);
    assert.equal(steppedScale(0.78, -1), 0.75);
    assert.equal(steppedScale(1, 1), 1.5);
    assert.equal(steppedScale(0.999, 1), 1.5, 'hardly different is no step');
    assert.equal(steppedScale(largestScale, 1), largestScale);
    assert.equal(steppedScale(0.05, -1), 0.05);
  });

  it('keeps what is under the pointer under it', () => {
    const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        number(0, 4000),
        number(0, 600),
        number(0.1, 16),
        number(0.1, 16),
        (scroll, pointer, before, after) => {
          const target = scrollAfterZoom(scroll, pointer, before, after);
          const onPicture = (scroll + pointer) / before;
          // Where the picture would have to leave its room's edge it stays at the edge.
          if (target > 0) assert.ok(Math.abs((target + pointer) / after - onPicture) < 1e-6);
          else assert.ok(onPicture * after <= pointer + 1e-6);
        },
      ),
    );
  });
});
