// PNGs of many colors: every pixel as it was given, whatever the picture and wherever a band of rows ends.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { colorPng } from '../../../../src/core/images/colorPng';
import { indexedPng } from '../../../../src/core/images/indexedPng';
import { pixelsOf } from '../resultImage/imageTestFixture';

/** Opaque RGBA with noise, flat parts and slopes. */
function pixels(width: number, height: number, seed: number, kind: 'noise' | 'flat' | 'slope'): Uint8ClampedArray {
  let state = seed + 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) & 0xff;
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < data.length; at += 4) {
    const place = at / 4;
    for (let channel = 0; channel < 3; channel++)
      data[at + channel] =
        kind === 'noise'
          ? random()
          : kind === 'flat'
            ? place > data.length / 8
              ? 20
              : 230
            : (place % width) + channel * Math.floor(place / width);
    data[at + 3] = 255;
  }
  return data;
}

describe('A PNG of many colors', () => {
  it('has every pixel as it was given', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 70 }),
        fc.nat(1000),
        fc.constantFrom('noise', 'flat', 'slope'),
        async (width, height, seed, kind) => {
          const data = pixels(width, height, seed, kind);
          const png = colorPng((top, rows) => data.subarray(4 * top * width, 4 * (top + rows) * width), width, height);
          const read = await pixelsOf(png);
          assert.deepEqual([read.width, read.height], [width, height]);
          assert.ok(Buffer.from(read.data).equals(Buffer.from(data)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is put together from bands of rows', async () => {
    const [width, height] = [5000, 450];
    const data = pixels(width, height, 3, 'slope');
    const asked: [number, number][] = [];
    const png = colorPng(
      (top, rows) => {
        asked.push([top, rows]);
        return data.subarray(4 * top * width, 4 * (top + rows) * width);
      },
      width,
      height,
    );
    assert.deepEqual(asked, [
      [0, 200],
      [200, 200],
      [400, 50],
    ]);
    assert.ok(Buffer.from((await pixelsOf(png)).data).equals(Buffer.from(data)));
  });
});

describe('A PNG with a palette', () => {
  it('keeps every color when it is to be exact, and joins neighbors when not', async () => {
    const data = new Uint8ClampedArray(4 * 256).fill(255);
    for (let at = 0; at < 256; at++) data[4 * at] = at;
    const view = new Uint32Array(data.buffer);
    const exact = indexedPng(view, 256, 1, 'exact');
    assert.ok(exact);
    assert.ok(Buffer.from((await pixelsOf(exact)).data).equals(Buffer.from(data)));
    const rounded = await pixelsOf(indexedPng(view, 256, 1)!);
    assert.equal(new Set(rounded.data.filter((_, at) => at % 4 === 0)).size, 32);
  });

  it('is refused with one color too many', () => {
    const view = Uint32Array.from({ length: 257 }, (_, at) => 0xff000000 | at);
    assert.equal(indexedPng(view, 257, 1, 'exact'), null);
  });
});
