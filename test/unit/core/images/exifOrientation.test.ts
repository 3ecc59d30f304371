import assert from 'node:assert/strict';
import { exifOrientation } from '../../../../src/core/images/exifOrientation';

/** A TIFF header with the orientation as its one field. */
function block(order: 'II' | 'MM', type: number, value: number): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.write(order, 'latin1');
  const short = (at: number, number: number): number =>
    order === 'II' ? bytes.writeUInt16LE(number, at) : bytes.writeUInt16BE(number, at);
  const long = (at: number, number: number): number =>
    order === 'II' ? bytes.writeUInt32LE(number, at) : bytes.writeUInt32BE(number, at);
  short(2, 42);
  long(4, 8);
  short(8, 1);
  short(10, 0x0112);
  short(12, type);
  long(14, 1);
  if (type === 3) short(18, value);
  else long(18, value);
  return bytes;
}

describe('the orientation of EXIF', () => {
  it('is read as SHORT and as LONG in both byte orders, and is 1 for anything else', () => {
    for (const order of ['II', 'MM'] as const) {
      for (const type of [3, 4])
        for (const value of [1, 3, 6, 8]) assert.equal(exifOrientation(block(order, type, value)), value);
      assert.equal(exifOrientation(block(order, 4, 9)), 1);
      assert.equal(exifOrientation(block(order, 4, 0x00060000)), 1);
      assert.equal(exifOrientation(block(order, 2, 6)), 1);
    }
  });
});
