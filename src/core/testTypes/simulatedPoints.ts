// The points that a simulated model gives: in their regions, or beside one, with one left out, or with one too many.

import type { PixelBox, PixelPoint, PointExpectation, Region } from '../../shared/run/imageExpectation';
import { pick, type SeededRandom } from '../../shared/statistics/seededRandom';
import type { PictureContext } from '../coordinates/pictureContext';
import type { SimulatedPlace } from '../coordinates/writePlaces';
import { centerOf, isInside, regionShape, type RegionShape } from '../scores/geometry';
import { simulatedPlaces, type PlaceMaker } from './simulatedPlaces';
import type { Simulation } from './testType';

export function simulatedPoints(wanted: PointExpectation, simulation: Simulation): Generator<string> {
  return simulatedPlaces('points', simulation, (picture) => pointsOf(wanted, picture, simulation.random));
}

function pointsOf({ regions, match }: PointExpectation, picture: PictureContext, random: SeededRandom): PlaceMaker {
  const all = regions.map((region) => ({ region, shape: regionShape(region) }));
  const right = (jitter: number): SimulatedPlace[] => {
    const named = match === 'any' && all.length > 0 ? [pick(random, [all[0]!, ...all.slice(1)])] : all;
    return named.map(({ region, shape }) => ({ numbers: pointIn(shape, jitter, random), label: region.label }));
  };
  const outside = (near: Region | undefined): SimulatedPlace => ({
    numbers: pointOutside(
      all.map((one) => one.shape),
      near && regionShape(near),
      picture,
      random,
    ),
    label: near?.label,
  });
  return {
    right,
    wrong: () => {
      if (match === 'any' || all.length === 0) return [outside(regions[0])];
      const places = right(0.6);
      const chosen = Math.floor(random() * places.length);
      // One beside its region, one left out, or one too many.
      const slip = random();
      if (slip < 0.6 || places.length === 1)
        return places.map((place, position) => (position === chosen ? outside(regions[position]) : place));
      return slip < 0.8 ? places.filter((_, position) => position !== chosen) : [...places, outside(regions[chosen])];
    },
  };
}

/** Inside the region: around its center, or, for a shape that bends around its center, wherever it is hit. */
function pointIn(shape: RegionShape, jitter: number, random: SeededRandom): PixelPoint {
  const center = centerOf(shape);
  const [x1, y1, x2, y2] = boundsOf(shape);
  const start: PixelPoint = isInside(center, shape) ? center : [(x1 + x2) / 2, (y1 + y2) / 2];
  for (let attempt = 0; attempt < 50; attempt++) {
    // The search goes wider with every point that missed the shape.
    const reach = (jitter + (isInside(center, shape) ? 0 : attempt / 50)) / 2;
    const point: PixelPoint = [
      start[0] + (random() - 0.5) * 2 * reach * (x2 - x1),
      start[1] + (random() - 0.5) * 2 * reach * (y2 - y1),
    ];
    if (isInside(point, shape)) return point;
  }
  return start;
}

/** In the picture and in none of the regions, near one of them if it can be; the corner when the regions cover everything. */
function pointOutside(
  shapes: readonly RegionShape[],
  near: RegionShape | undefined,
  picture: PictureContext,
  random: SeededRandom,
): PixelPoint {
  const [x, y] = near ? centerOf(near) : [picture.width / 2, picture.height / 2];
  for (let attempt = 0; attempt < 60; attempt++) {
    const reach = 0.05 + attempt / 60;
    const angle = random() * 2 * Math.PI;
    const point: PixelPoint = [
      x + Math.cos(angle) * reach * picture.width,
      y + Math.sin(angle) * reach * picture.height,
    ];
    const isOnPicture = point[0] >= 0 && point[1] >= 0 && point[0] <= picture.width && point[1] <= picture.height;
    if (isOnPicture && !shapes.some((shape) => isInside(point, shape))) return point;
  }
  return [0, 0];
}

function boundsOf(shape: RegionShape): PixelBox {
  if (shape.kind === 'box') return shape.box;
  if (shape.kind === 'circle')
    return [
      shape.center[0] - shape.radius,
      shape.center[1] - shape.radius,
      shape.center[0] + shape.radius,
      shape.center[1] + shape.radius,
    ];
  const [xs, ys] = [shape.points.map(([x]) => x), shape.points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
