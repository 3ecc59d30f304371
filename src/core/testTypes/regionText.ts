// A region or box of an expectation in words; coordinates are px of the original.

import type { PixelPoint, Region } from '../../shared/run/imageExpectation';

/** `"Save" [10, 20, 110, 60]`, `circle [5, 6] radius 3`, `polygon [1, 2] [3, 4] [5, 0]`. */
export function regionText({ label, box, polygon, circle }: Region): string {
  if (box) return `${labelText(label)}[${box.join(', ')}]`;
  if (circle) return `${labelText(label)}circle ${pixelText(circle.center)} radius ${circle.radius}`;
  return `${labelText(label)}polygon ${(polygon ?? []).map(pixelText).join(' ')}`;
}

function labelText(label: string | undefined): string {
  return label === undefined ? '' : `"${label}" `;
}

function pixelText([x, y]: PixelPoint): string {
  return `[${x}, ${y}]`;
}
