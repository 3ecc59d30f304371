// Finds places for labels beside what they name: outside of it where there is room, never over one another where that can be avoided, never
// outside the bounds. Pure geometry; knows nothing of drawing.

import type { Rectangle } from './frameFor';

export interface LabelWish {
  width: number;
  height: number;
  /** What the label names: the box around a mark. */
  anchor: Rectangle;
  /** Left out when it would have to cover another label. */
  isOptional?: boolean;
}

/** What should stay visible; `weight` is how much more it matters than a large mark, of which something always shows. */
export interface Obstacle extends Rectangle {
  weight?: number;
}

interface LabelSurroundings {
  /** No label leaves it, unless it is itself larger. */
  bounds: Rectangle;
  /** Such as the marks themselves. */
  obstacles: readonly Obstacle[];
  /** What must not be covered, as if these were labels placed before. */
  taken?: readonly Rectangle[];
  /** The distance between a label and what it names. */
  gap: number;
}

/** Beyond so many labels only the usual places are tried: the search of all of them grows with the third power. */
const mostSearched = 80;
/** How far the usual places go from the anchor, in label heights. */
const rings = 4;
/** Costs, in shares of a label's area that covers an obstacle. */
const coveringItsOwn = 0.5;
const perStep = 0.02;
const perRing = 0.15;

/** Places one label after the other, each where it costs least; null where an optional one found no room. */
export function placeLabels(
  wishes: readonly LabelWish[],
  { bounds, obstacles, taken = [], gap }: LabelSurroundings,
): (Rectangle | null)[] {
  const placed: Rectangle[] = [...taken];
  return wishes.map((wish) => {
    const usual = usualPlaces(wish, bounds, gap);
    const free = usual.filter(({ place }) => !placed.some((other) => overlap(place, other) > 0));
    const best =
      cheapest(free, wish, obstacles) ??
      (placed.length <= mostSearched ? nearestFree(wish, bounds, placed) : null) ??
      (wish.isOptional ? null : leastCovering(usual, placed));
    if (best) placed.push(best);
    return best;
  });
}

interface Candidate {
  place: Rectangle;
  cost: number;
}

/** Above, below, beside, further out, and at last inside. */
function usualPlaces({ anchor, width, height }: LabelWish, bounds: Rectangle, gap: number): Candidate[] {
  const right = anchor.x + anchor.width;
  const bottom = anchor.y + anchor.height;
  const centerX = anchor.x + (anchor.width - width) / 2;
  const centerY = anchor.y + (anchor.height - height) / 2;
  const found: Candidate[] = [];
  const add = (x: number, y: number, cost: number): void => {
    found.push({ place: within({ x: Math.round(x), y: Math.round(y), width, height }, bounds), cost });
  };
  for (let ring = 0; ring < rings; ring++) {
    const out = gap + ring * height;
    const places: [number, number][] = [
      [anchor.x, anchor.y - height - out],
      [anchor.x, bottom + out],
      [right - width, anchor.y - height - out],
      [right - width, bottom + out],
      [right + out, anchor.y],
      [anchor.x - width - out, anchor.y],
      [right + out, bottom - height],
      [anchor.x - width - out, bottom - height],
      [centerX, anchor.y - height - out],
      [centerX, bottom + out],
      [right + out, centerY],
      [anchor.x - width - out, centerY],
    ];
    places.forEach(([x, y], step) => add(x, y, ring * perRing + step * perStep));
  }
  const inside: [number, number][] = [
    [anchor.x + gap, anchor.y + gap],
    [right - width - gap, anchor.y + gap],
    [anchor.x + gap, bottom - height - gap],
    [right - width - gap, bottom - height - gap],
  ];
  inside.forEach(([x, y], step) => add(x, y, step * perStep));
  return found;
}

function cheapest(
  candidates: readonly Candidate[],
  { anchor, width, height }: LabelWish,
  obstacles: readonly Obstacle[],
): Rectangle | null {
  const area = width * height;
  let best: Rectangle | null = null;
  let least = Infinity;
  for (const { place, cost } of candidates) {
    const covered = obstacles.reduce((sum, obstacle) => sum + overlap(place, obstacle) * (obstacle.weight ?? 1), 0);
    const total = cost + covered / area + (overlap(place, anchor) / area) * coveringItsOwn;
    if (total < least) {
      least = total;
      best = place;
    }
  }
  return best;
}

/**
 * The free place nearest to the anchor's center; null when there is none. A free place can be moved left and up until something is in the way,
 * so where there is one, one of these corners is free as well.
 */
function nearestFree(
  { anchor, width, height }: LabelWish,
  bounds: Rectangle,
  placed: readonly Rectangle[],
): Rectangle | null {
  const lefts = [
    bounds.x,
    bounds.x + bounds.width - width,
    ...placed.flatMap(({ x, width: wide }) => [x + wide, x - width]),
  ];
  const tops = [
    bounds.y,
    bounds.y + bounds.height - height,
    ...placed.flatMap(({ y, height: high }) => [y + high, y - height]),
  ];
  const distance = (x: number, y: number): number =>
    Math.hypot(x + width / 2 - anchor.x - anchor.width / 2, y + height / 2 - anchor.y - anchor.height / 2);
  let best: Rectangle | null = null;
  let least = Infinity;
  for (const x of lefts) {
    for (const y of tops) {
      const far = distance(x, y);
      const place = { x, y, width, height };
      if (far >= least || !isWithin(place, bounds) || placed.some((other) => overlap(place, other) > 0)) continue;
      least = far;
      best = place;
    }
  }
  return best;
}

function leastCovering(candidates: readonly Candidate[], placed: readonly Rectangle[]): Rectangle {
  const costs = candidates.map(({ place, cost }) => placed.reduce((sum, other) => sum + overlap(place, other), cost));
  return candidates[costs.indexOf(Math.min(...costs))]!.place;
}

/** Moved into the bounds; to their upper left corner when it is larger than they are. */
function within(place: Rectangle, bounds: Rectangle): Rectangle {
  const x = Math.max(bounds.x, Math.min(place.x, bounds.x + bounds.width - place.width));
  const y = Math.max(bounds.y, Math.min(place.y, bounds.y + bounds.height - place.height));
  return { ...place, x, y };
}

function isWithin({ x, y, width, height }: Rectangle, bounds: Rectangle): boolean {
  return (
    x >= bounds.x && y >= bounds.y && x + width <= bounds.x + bounds.width && y + height <= bounds.y + bounds.height
  );
}

/** The area that two have in common, px². */
export function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}
