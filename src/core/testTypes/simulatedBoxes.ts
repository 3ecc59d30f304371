// The boxes that a simulated model gives: around what is there, or elsewhere, with one left out, one too many, or one wrongly named.

import type { BoxExpectation, PixelBox } from '../../shared/run/imageExpectation';
import { pick, type SeededRandom } from '../../shared/statistics/seededRandom';
import type { PictureContext } from '../coordinates/pictureContext';
import type { SimulatedPlace } from '../coordinates/writePlaces';
import { boxCenter } from '../scores/geometry';
import { simulatedPlaces, type PlaceMaker } from './simulatedPlaces';
import type { Simulation } from './testType';

export function simulatedBoxes(wanted: BoxExpectation, simulation: Simulation): Generator<string> {
  return simulatedPlaces('boxes', simulation, (picture) => boxesOf(wanted, picture, simulation.random));
}

function boxesOf({ boxes, iou, labels }: BoxExpectation, picture: PictureContext, random: SeededRandom): PlaceMaker {
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
