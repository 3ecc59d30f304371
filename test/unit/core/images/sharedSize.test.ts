import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { sharedSize } from '../../../../src/core/images/sharedSize';
import { parseModel } from '../../../../src/shared/run/model';

const claude = [parseModel('anthropic~claude-sonnet')];
const withOpenai = [...claude, parseModel('openai~gpt-4o')];

function sized(width: number, height: number, models = claude): string {
  const size = sharedSize({ width, height }, models);
  return `${size.width}x${size.height}`;
}

/** Written down from the vendor's sentence a second time: both padded edges and the patches. */
function isTaken(width: number, height: number): boolean {
  const padded = [width, height].map((edge) => edge + ((28 - (edge % 28)) % 28));
  return padded[0]! <= 1568 && padded[1]! <= 1568 && (padded[0]! * padded[1]!) / 784 <= 1568;
}

describe('the size all models take', () => {
  it('is what the vendor gives as examples', () => {
    assert.equal(sized(1920, 1080), '1456x819');
    assert.equal(sized(1075, 1520), '924x1307');
    assert.equal(sized(1520, 1075), '1307x924');
  });

  it('fills the limits exactly where they can be filled', () => {
    // 39 x 39 patches; a 40th in each direction would be 1600.
    assert.equal(sized(4000, 4000), '1092x1092');
    // 56 x 28 patches are 1568.
    assert.equal(sized(4000, 2000), '1568x784');
    assert.equal(sized(1568, 784), '1568x784');
  });

  it('rounds half to even', () => {
    // 1568 * 5 / 3136 = 2.5 and 1568 * 7 / 3136 = 3.5.
    assert.equal(sized(3136, 5), '1568x2');
    assert.equal(sized(3136, 7), '1568x4');
  });

  it('leaves what fits alone and keeps one pixel at least', () => {
    assert.equal(sized(1, 1), '1x1');
    assert.equal(sized(1280, 720), '1280x720');
    assert.equal(sized(16000, 20), '1568x2');
    assert.equal(sized(30000, 1), '1568x1');
    assert.equal(sized(1, 30000), '1x1568');
  });

  it('has a short edge of 768 at most with an OpenAI model in the run, under whatever service', () => {
    assert.equal(sized(4000, 4000, withOpenai), '768x768');
    assert.equal(sized(1000, 1000, withOpenai), '768x768');
    assert.equal(sized(1920, 1080, withOpenai), '1366x768');
    assert.equal(sized(4000, 1000, withOpenai), '1568x392');
    assert.equal(sized(1000, 1000, [parseModel('openrouter~openai/gpt-4.1-mini')]), '768x768');
    assert.equal(sized(1000, 1000, [parseModel('ollama~qwen2.5vl:7b')]), '1000x1000');
  });

  it('is the largest that is taken, never larger than the picture, of the same shape', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: 1, max: 12_000 }), (width, height) => {
        const size = sharedSize({ width, height }, claude);
        assert.ok(isTaken(size.width, size.height));
        assert.ok(size.width <= width && size.height <= height);
        if (isTaken(width, height)) return assert.deepEqual(size, { width, height });
        const [long, short] = width >= height ? [size.width, size.height] : [size.height, size.width];
        const shape = Math.min(width, height) / Math.max(width, height);
        assert.ok(Math.abs(short - long * shape) <= 0.5 || short === 1);
        // One px more of the long edge is refused, whichever way its short edge is rounded.
        const nextShort = Math.max(1, (long + 1) * shape);
        assert.ok(!isTaken(long + 1, Math.ceil(nextShort)));
      }),
    );
  });
});
