// Candidates for the answer of a simulated model to a test that asks for points or boxes, from the natural to the last resort.

import type { BoxExpectation, PixelBox, PixelPoint, PointExpectation, Region } from '../../shared/run/imageExpectation';
import { pick, type SeededRandom } from '../../shared/statistics/seededRandom';
import type { PictureContext } from '../coordinates/pictureContext';
import { boxCenter, centerOf, isInside, regionShape, type RegionShape } from '../scores/geometry';
import { writePlaces, type SimulatedPlace } from './writePlaces';

/** How far a right answer strays, as a share of what it may; the last ones are exact, with more and more decimals. */
const steps = [
  { jitter: 0.6, extraDecimals: 0 },
  { jitter: 0.3, extraDecimals: 0 },
  { jitter: 0.3, extraDecimals: 2 },
  { jitter: 0, extraDecimals: 1 },
  { jitter: 0, extraDecimals: 4 },
  { jitter: 0, extraDecimals: 9 },
] as const;

export function* placeCandidates(
  testType: 'point' | 'box',
  expectation: object,
  picture: PictureContext,
  isCorrect: boolean,
  random: SeededRandom,
): Generator<string> {
  const write =
    testType === 'point'
      ? pointsOf(expectation as PointExpectation, picture, random)
      : boxesOf(expectation as BoxExpectation, picture, random);
  const kind = testType === 'point' ? 'points' : 'boxes';
  if (isCorrect) {
    for (const { jitter, extraDecimals } of steps) yield writePlaces(kind, write.right(jitter), picture, extraDecimals);
    return;
  }
  for (let attempt = 0; attempt < 4; attempt++) yield writePlaces(kind, write.wrong(), picture, 0);
  yield writePlaces(kind, [], picture, 0);
}

interface PlaceMaker {
  right(jitter: number): SimulatedPlace[];
  /** Different at each call. */
  wrong(): SimulatedPlace[];
}

function pointsOf(
  { regions = [], match }: PointExpectation,
  picture: PictureContext,
  random: SeededRandom,
): PlaceMaker {
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
    // Wider at every miss.
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

function boxesOf(
  { boxes = [], iou, labels }: BoxExpectation,
  picture: PictureContext,
  random: SeededRandom,
): PlaceMaker {
  // Edges that are all off by this share of the box still overlap by about `iou`.
  const slack = Math.max(0, (1 - iou) / 4);
  const right = (jitter: number): SimulatedPlace[] =>
    boxes.map(({ box, label }) => ({ numbers: shakenBox(box, jitter * slack, picture, random), label }));
  const elsewhere = (box: PixelBox): PixelBox => {
    const [x, y] = boxCenter(box);
    const [width, height] = [box[2] - box[0], box[3] - box[1]];
    const [dx, dy] = pick(random, [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]);
    const away = 0.8 + random() * 0.4;
    return onPicture(
      [
        x + (dx * away - 0.5) * width,
        y + (dy * away - 0.5) * height,
        x + (dx * away + 0.5) * width,
        y + (dy * away + 0.5) * height,
      ],
      picture,
    );
  };
  return {
    right,
    wrong: () => {
      const places = right(0.6);
      const chosen = Math.floor(random() * places.length);
      const truth = boxes[chosen];
      if (truth === undefined)
        return [{ numbers: onPicture([0, 0, picture.width / 4, picture.height / 4], picture), label: 'object' }];
      const slip = random();
      if (labels === 'match' && truth.label !== undefined && slip < 0.3)
        return places.map((place, position) =>
          position === chosen ? { ...place, label: `other ${truth.label}` } : place,
        );
      if (slip < 0.7 || places.length === 1)
        return places.map((place, position) =>
          position === chosen ? { ...place, numbers: elsewhere(truth.box) } : place,
        );
      return slip < 0.85
        ? places.filter((_, position) => position !== chosen)
        : [...places, { numbers: elsewhere(truth.box), label: truth.label }];
    },
  };
}

/** Every edge moved by up to a share of the box's size. */
function shakenBox([x1, y1, x2, y2]: PixelBox, share: number, picture: PictureContext, random: SeededRandom): PixelBox {
  const by = (size: number): number => (random() - 0.5) * 2 * share * size;
  return onPicture([x1 + by(x2 - x1), y1 + by(y2 - y1), x2 + by(x2 - x1), y2 + by(y2 - y1)], picture);
}

function onPicture([x1, y1, x2, y2]: PixelBox, { width, height }: PictureContext): PixelBox {
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return [within(x1, width), within(y1, height), within(x2, width), within(y2, height)];
}
