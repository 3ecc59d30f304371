// Places as they were read from an answer, in few words.

import assert from 'node:assert/strict';
import { findProfile } from '../../../../src/core/coordinates/coordinateProfiles';
import type { PlacesRead } from '../../../../src/core/coordinates/readPlaces';
import type { PictureContext } from '../../../../src/core/coordinates/pictureContext';
import type { Shape } from '../../../../src/shared/results/picture';

export function picture(profile: string, width = 800, height = 600): PictureContext {
  return { width, height, sentWidth: width, sentHeight: height, profile: findProfile(profile)!, chosenBy: 'table' };
}

function placesIn(read: PlacesRead): { shape: Shape; label?: string }[] {
  assert.ok(read.ok, JSON.stringify(read));
  return read.places;
}

/** `cat 0.25,0.5` a place, rounded to two digits, which is how well whole thousandths of this picture agree. */
export function places(read: PlacesRead): string[] {
  return placesIn(read).map(({ shape, label }) => {
    const numbers =
      shape.kind === 'point'
        ? [shape.x, shape.y]
        : shape.kind === 'box'
          ? [shape.x1, shape.y1, shape.x2, shape.y2]
          : [];
    return `${label ?? '?'} ${numbers.map((one) => String(Math.round(one * 100) / 100)).join(',')}`;
  });
}

export function refusal(read: PlacesRead): string {
  assert.ok(!read.ok, JSON.stringify(read));
  return read.reason;
}
