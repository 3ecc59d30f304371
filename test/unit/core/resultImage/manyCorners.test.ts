// Outlines of more corners than the drawing library can draw, as runs have them that were made before benchmarks had a bound.

import assert from 'node:assert/strict';
import { createCanvas } from '@napi-rs/canvas';
import type { Shape } from '../../../../src/shared/results/picture';
import { ShapePen, truthLine } from '../../../../src/core/resultImage/overlayShapes';

const side = 200;

/** Around the middle; each edge crosses to the other side of it. */
function star(corners: number): Shape {
  return {
    kind: 'polygon',
    points: Array.from({ length: corners }, (_, at) => {
      const angle = (2 * Math.PI * at * Math.floor(corners / 2.1)) / corners;
      return [0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)];
    }),
  };
}

function drawn(shape: Shape): { isDark(x: number, y: number): boolean } {
  const context = createCanvas(side, side).getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, side, side);
  const pen = new ShapePen(context, { x: 0, y: 0, width: side, height: side, zoom: 1 }, 1);
  pen.fill(shape, '#000000');
  pen.outline(shape, truthLine);
  pen.hatch(shape, '#000000');
  const { data } = context.getImageData(0, 0, side, side);
  return { isDark: (x, y) => data[(y * side + x) * 4]! < 200 };
}

describe('an outline of very many corners', () => {
  it('is drawn where it is, by as many of them as can be drawn', () => {
    const { isDark } = drawn(star(150_001));
    assert.ok(isDark(100, 21), 'at its upper edge');
    assert.ok(!isDark(5, 5), 'not beyond it');
  });
});
