// What a simulated model answers to a test that asks for places: right ones that stray a little, or wrong ones.

import type { PictureContext } from '../coordinates/pictureContext';
import { writePlaces, type SimulatedPlace } from '../coordinates/writePlaces';
import type { PlaceKind } from '../coordinates/rawPlaces';
import type { Simulation } from './testType';

export interface PlaceMaker {
  /** `jitter` is how far a right answer strays, as a share of what it may. */
  right(jitter: number): SimulatedPlace[];
  /** Gives other places at each call. */
  wrong(): SimulatedPlace[];
}

/** How far a right answer strays, as a share of what it may; the last ones are exact, with more and more decimals. */
const steps = [
  { jitter: 0.6, extraDecimals: 0 },
  { jitter: 0.3, extraDecimals: 0 },
  { jitter: 0.3, extraDecimals: 2 },
  { jitter: 0, extraDecimals: 1 },
  { jitter: 0, extraDecimals: 4 },
  { jitter: 0, extraDecimals: 9 },
] as const;

/** Ends at once without a picture, on which there can be no place. */
export function* simulatedPlaces(
  kind: PlaceKind,
  { isCorrect, picture }: Simulation,
  makerOn: (picture: PictureContext) => PlaceMaker,
): Generator<string> {
  if (!picture) return;
  const places = makerOn(picture);
  if (isCorrect) {
    for (const { jitter, extraDecimals } of steps)
      yield writePlaces(kind, places.right(jitter), picture, extraDecimals);
    return;
  }
  for (let attempt = 0; attempt < 4; attempt++) yield writePlaces(kind, places.wrong(), picture, 0);
  yield writePlaces(kind, [], picture, 0);
}
