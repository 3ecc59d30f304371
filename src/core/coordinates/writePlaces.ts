// Writes places the way the model families do, from their coordinate profile: what a simulated model answers to a test that asks for places.

import type { PixelBox, PixelPoint } from '../../shared/run/imageExpectation';
import type { CoordinateUnit } from './coordinateProfile';
import { rangeOf } from './coordinateProfiles';
import type { PictureContext } from './pictureContext';

/** A point or a box in px of the upright original. */
export interface SimulatedPlace {
  numbers: PixelPoint | PixelBox;
  label?: string | undefined;
}

const decimals: { readonly [unit in CoordinateUnit]: number } = {
  pixels: 0,
  thousandths: 0,
  percent: 1,
  unit: 3,
  bins999: 0,
  bins1024: 0,
};

/**
 * The answer's text. `extraDecimals` are those beyond what the family is used to: places that are smaller than its steps need them. Tokens such as
 * `<loc0512>` have none.
 */
export function writePlaces(
  kind: 'points' | 'boxes',
  places: readonly SimulatedPlace[],
  picture: PictureContext,
  extraDecimals: number,
): string {
  const { form } = picture.profile;
  const written = places.map(({ numbers, label }) => ({
    numbers: profileNumbers(numbers, picture, form === 'loc' ? 0 : extraDecimals),
    label: label ?? 'object',
  }));
  if (written.length > 0 && form === 'molmo' && kind === 'points') return written.map(molmoPoint).join('\n');
  if (written.length > 0 && form === 'det' && kind === 'boxes')
    return written
      .map(({ numbers, label }) => `<|ref|>${label}<|/ref|><|det|>[[${numbers.join(', ')}]]<|/det|>`)
      .join('\n');
  if (written.length > 0 && form === 'loc')
    return written.map(({ numbers, label }) => `${numbers.map(locToken).join('')} ${label}`).join(' ; ');
  if (form === 'gemini' || form === 'qwen') {
    const key = keys[form][kind];
    return `\`\`\`json\n${JSON.stringify(written.map(({ numbers, label }) => ({ [key]: numbers, label })))}\n\`\`\``;
  }
  if (kind === 'boxes')
    return JSON.stringify({ objects: written.map(({ numbers, label }) => ({ label, box: numbers })) });
  const [x, y] = picture.profile.order === 'xy' ? [0, 1] : [1, 0];
  return JSON.stringify({ points: written.map(({ numbers, label }) => ({ x: numbers[x], y: numbers[y], label })) });
}

const keys = { gemini: { points: 'point', boxes: 'box_2d' }, qwen: { points: 'point_2d', boxes: 'bbox_2d' } } as const;

/** In the profile's unit and order, rounded as its family does. */
function profileNumbers(numbers: readonly number[], picture: PictureContext, extraDecimals: number): number[] {
  const { profile, sentWidth, sentHeight, width, height } = picture;
  const range = rangeOf(profile, { width: sentWidth, height: sentHeight });
  const digits = decimals[profile.unit] + extraDecimals;
  const scaled = numbers.map((value, axis) =>
    Number((axis % 2 === 0 ? (value / width) * range.width : (value / height) * range.height).toFixed(digits)),
  );
  return profile.order === 'xy' ? scaled : scaled.map((_, axis) => scaled[axis ^ 1]!);
}

function molmoPoint({ numbers: [x, y], label }: { numbers: number[]; label: string }): string {
  const name = label.replace(/[<>"&]/g, ' ');
  return `<point x="${x}" y="${y}" alt="${name}">${name}</point>`;
}

function locToken(bin: number): string {
  return `<loc${String(Math.min(1023, bin)).padStart(4, '0')}>`;
}
