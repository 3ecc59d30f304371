// Where the marks of a picture are: canonical shapes in px of the original, their outlines, and where a label has room.
// Pure arithmetic; knows neither colors nor the screen.

import type { Shape } from '../../../src/shared/results/picture';

/** px of the original. */
export interface ShownSize {
  width: number;
  height: number;
}

/** Left, top, right and bottom, px of the original. */
export interface Bounds {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** A canonical shape (0-1) in px of the original. */
export function toPixels(shape: Shape, { width, height }: ShownSize): Shape {
  switch (shape.kind) {
    case 'point':
      return { kind: 'point', x: shape.x * width, y: shape.y * height };
    case 'box':
      return { kind: 'box', x1: shape.x1 * width, y1: shape.y1 * height, x2: shape.x2 * width, y2: shape.y2 * height };
    case 'polygon':
      return { kind: 'polygon', points: shape.points.map(([x, y]) => [x * width, y * height]) };
    case 'ellipse':
      return { kind: 'ellipse', x: shape.x * width, y: shape.y * height, rx: shape.rx * width, ry: shape.ry * height };
  }
}

export function boundsOf(shape: Shape): Bounds {
  switch (shape.kind) {
    case 'point':
      return { x1: shape.x, y1: shape.y, x2: shape.x, y2: shape.y };
    case 'box':
      return {
        x1: Math.min(shape.x1, shape.x2),
        y1: Math.min(shape.y1, shape.y2),
        x2: Math.max(shape.x1, shape.x2),
        y2: Math.max(shape.y1, shape.y2),
      };
    case 'polygon': {
      const xs = shape.points.map(([x]) => x);
      const ys = shape.points.map(([, y]) => y);
      return { x1: Math.min(...xs), y1: Math.min(...ys), x2: Math.max(...xs), y2: Math.max(...ys) };
    }
    case 'ellipse':
      return { x1: shape.x - shape.rx, y1: shape.y - shape.ry, x2: shape.x + shape.rx, y2: shape.y + shape.ry };
  }
}

/** The middle of a shape's bounds. */
export function centerOf(shape: Shape): [x: number, y: number] {
  const { x1, y1, x2, y2 } = boundsOf(shape);
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}

/** The numbers of a shape in the order in which people write them: `x, y`, `x1, y1, x2, y2`, all points, or center and radii. */
export function numbersOf(shape: Shape): number[] {
  switch (shape.kind) {
    case 'point':
      return [shape.x, shape.y];
    case 'box':
      return [shape.x1, shape.y1, shape.x2, shape.y2];
    case 'polygon':
      return shape.points.flat();
    case 'ellipse':
      return [shape.x, shape.y, shape.rx, shape.ry];
  }
}

/** The outline as the `d` of an SVG path; of a point a ring of `ring`, in the same unit. */
export function outlineOf(shape: Shape, ring: number): string {
  switch (shape.kind) {
    case 'point':
      return ellipsePath(shape.x, shape.y, ring, ring);
    case 'box':
      return `M${at(shape.x1)} ${at(shape.y1)}H${at(shape.x2)}V${at(shape.y2)}H${at(shape.x1)}Z`;
    case 'polygon':
      return shape.points.length === 0 ? '' : `M${shape.points.map(([x, y]) => `${at(x)} ${at(y)}`).join('L')}Z`;
    case 'ellipse':
      return ellipsePath(shape.x, shape.y, shape.rx, shape.ry);
  }
}

/** An upright square (`tilt` 0) or one on its corner (`tilt` 1) around a point, as the `d` of an SVG path. */
export function squareOutline([x, y]: [x: number, y: number], reach: number, tilt: 0 | 1): string {
  if (tilt === 1)
    return `M${at(x)} ${at(y - reach)}L${at(x + reach)} ${at(y)}L${at(x)} ${at(y + reach)}L${at(x - reach)} ${at(y)}Z`;
  return `M${at(x - reach)} ${at(y - reach)}H${at(x + reach)}V${at(y + reach)}H${at(x - reach)}Z`;
}

/** A label that wants a place beside its mark; width and height in px of the original. */
export interface WantedLabel extends ShownSize {
  mark: Bounds;
  /** Rather none than over another one: its words are elsewhere too. */
  mayBeLeftOut: boolean;
}

/**
 * The left upper corners of labels, in their order; the first ones choose first. A label goes above its mark where there is room, else below it,
 * beside it, or inside; it covers no other label and never leaves `room`, the picture with what is free around it, unless it is larger than that.
 * Null: left out. Where there is no room at all it goes to its first place. All in px of the original.
 */
export function spreadLabels(labels: readonly WantedLabel[], room: Bounds): ({ x: number; y: number } | null)[] {
  const taken: Bounds[] = [];
  return labels.map((label) => {
    const places = placesOf(label, room);
    const free = places.find(
      (place) =>
        isWithin(boundsAt(place, label), room) && !taken.some((other) => overlaps(other, boundsAt(place, label))),
    );
    if (!free && label.mayBeLeftOut) return null;
    const place = free ?? places[0]!;
    const x = Math.max(room.x1, Math.min(place.x, room.x2 - label.width));
    const y = Math.max(room.y1, Math.min(place.y, room.y2 - label.height));
    taken.push(boundsAt({ x, y }, label));
    return { x, y };
  });
}

/** Where a label may go, best first. */
function placesOf({ mark, width, height }: WantedLabel, room: Bounds): { x: number; y: number }[] {
  const left = Math.max(room.x1, Math.min(mark.x1, room.x2 - width));
  const right = Math.max(room.x1, Math.min(mark.x2 - width, room.x2 - width));
  return [
    { x: left, y: mark.y1 - height },
    { x: left, y: mark.y2 },
    { x: mark.x2, y: mark.y1 },
    { x: mark.x1 - width, y: mark.y1 },
    { x: right, y: mark.y2 },
    { x: left, y: mark.y1 },
    { x: left, y: mark.y2 - height },
  ];
}

function boundsAt({ x, y }: { x: number; y: number }, { width, height }: ShownSize): Bounds {
  return { x1: x, y1: y, x2: x + width, y2: y + height };
}

function isWithin(one: Bounds, room: Bounds): boolean {
  return one.x1 >= room.x1 && one.y1 >= room.y1 && one.x2 <= room.x2 && one.y2 <= room.y2;
}

function overlaps(one: Bounds, other: Bounds): boolean {
  return one.x1 < other.x2 && other.x1 < one.x2 && one.y1 < other.y2 && other.y1 < one.y2;
}

function ellipsePath(x: number, y: number, rx: number, ry: number): string {
  return `M${at(x - rx)} ${at(y)}A${at(rx)} ${at(ry)} 0 1 0 ${at(x + rx)} ${at(y)}A${at(rx)} ${at(ry)} 0 1 0 ${at(x - rx)} ${at(y)}Z`;
}

/** Hundredths of a px are enough to draw. */
function at(value: number): number {
  return Math.round(value * 100) / 100;
}
