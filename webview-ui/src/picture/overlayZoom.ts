// How large a picture is shown and where it is scrolled to. Pure arithmetic; a scale is CSS px per px of the picture.

import type { Bounds, ShownSize } from './overlayGeometry';

const steps = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];

export const largestScale = steps.at(-1)!;

/** From this zoom on a picture's own pixels are shown as squares, not smoothed. */
export const pixelatedFrom = 3;

/** The largest scale at which all of the picture is in a room of this many CSS px; small pictures are enlarged. */
export function fitScale(picture: ShownSize, room: ShownSize): number {
  if (picture.width <= 0 || picture.height <= 0 || room.width <= 0 || room.height <= 0) return 1;
  return Math.min(room.width / picture.width, room.height / picture.height, largestScale);
}

/** The picture with what is free on both sides of it in a room that it stands in the middle of; px of the original. `room` is in CSS px. */
export function roomAround({ width, height }: ShownSize, scale: number, room: ShownSize): Bounds {
  const besides = Math.max(0, (room.width / scale - width) / 2);
  const above = Math.max(0, (room.height / scale - height) / 2);
  return { x1: 0 - besides, y1: 0 - above, x2: width + besides, y2: height + above };
}

/** The next larger or smaller step; the same at the ends. */
export function steppedScale(scale: number, direction: 1 | -1): number {
  // A step that is hardly different is no step.
  const next =
    direction === 1 ? steps.find((step) => step > scale * 1.01) : steps.findLast((step) => step < scale * 0.99);
  return next ?? scale;
}

/** Where to scroll one axis to, so that what is at `pointer` (CSS px from the room's edge) stays there. */
export function scrollAfterZoom(scroll: number, pointer: number, before: number, after: number): number {
  return Math.max(0, ((scroll + pointer) * after) / before - pointer);
}
