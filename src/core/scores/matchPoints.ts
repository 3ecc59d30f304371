// Which points meet which regions. Lengths are px of the upright original.

import type { PixelPoint } from '../../shared/run/imageExpectation';
import { centerOf, distance, distanceTo, isInside, nearestOnEdge, type RegionShape } from './geometry';
import { matchPairs } from './matchPairs';

export interface MatchedPoint {
  /** `hit`: it meets a region of its own. `miss`: it is outside where a region still wants one. `extra`: one more than was asked for. */
  state: 'hit' | 'miss' | 'extra';
  /** 0-based region that it meets; null for none. */
  region: number | null;
  isInside: boolean;
  /** The region it meets, else the one whose edge is nearest; 0-based. */
  nearestRegion: number;
  /** Distance to the region's edge; 0 inside. */
  edgeDistance: number;
  /** Distance to the region's center. */
  centerDistance: number;
  nearestEdge: PixelPoint;
}

/**
 * `all`: points and regions are matched one-to-one, as many as possible, then those near the centers; the points that are left are misses
 * while regions are left, nearest ones first, and extra beyond that or inside a region that has its point. (One-to-one as in
 * PointArena, arXiv 2505.09990.) `any`: every point inside any region is a hit (RefSpatial's lenient rule), every other one a miss.
 */
export function matchPoints(
  points: readonly PixelPoint[],
  regions: readonly RegionShape[],
  match: 'all' | 'any',
  diagonal: number,
): MatchedPoint[] {
  const inside = regions.map((region) => points.map((point) => isInside(point, region)));
  const met = new Map<number, number>();
  if (match === 'all') {
    const weights = regions.map((region, row) =>
      points.map((point, column) =>
        inside[row]![column] ? closeness(distance(point, centerOf(region)), diagonal) : null,
      ),
    );
    for (const [region, point] of matchPairs(weights)) met.set(point, region);
  } else {
    points.forEach((_, point) => {
      const region = inside.findIndex((row) => row[point]);
      if (region >= 0) met.set(point, region);
    });
  }
  const misses = match === 'all' ? missesOf(points, regions, met, inside, diagonal) : null;
  return points.map((point, index) => {
    const region = met.get(index) ?? null;
    const nearestRegion = region ?? nearestOf(point, regions);
    const shape = regions[nearestRegion]!;
    return {
      state: region !== null ? 'hit' : misses && !misses.has(index) ? 'extra' : 'miss',
      region,
      isInside: inside.some((row) => row[index]),
      nearestRegion,
      edgeDistance: distanceTo(point, shape),
      centerDistance: distance(point, centerOf(shape)),
      nearestEdge: nearestOnEdge(point, shape),
    };
  });
}

/** Points outside, at most one for each region without a point. */
function missesOf(
  points: readonly PixelPoint[],
  regions: readonly RegionShape[],
  met: ReadonlyMap<number, number>,
  inside: readonly boolean[][],
  diagonal: number,
): Set<number> {
  const taken = new Set(met.values());
  const outside = [...points.keys()].filter((point) => !inside.some((row) => row[point]));
  const open = [...regions.keys()].filter((region) => !taken.has(region));
  // A wild answer has more points than anybody looks at one by one: the nearest ones do.
  const nearest = outside
    .map((point) => ({ point, way: Math.min(...open.map((region) => distanceTo(points[point]!, regions[region]!))) }))
    .sort((a, b) => a.way - b.way)
    .slice(0, open.length * 4)
    .map(({ point }) => point);
  const weights = open.map((region) =>
    nearest.map((point) => closeness(distanceTo(points[point]!, regions[region]!), diagonal)),
  );
  return new Set(matchPairs(weights).map(([, column]) => nearest[column]!));
}

function nearestOf(point: PixelPoint, regions: readonly RegionShape[]): number {
  const ways = regions.map((region) => distanceTo(point, region));
  return ways.indexOf(Math.min(...ways));
}

function closeness(length: number, diagonal: number): number {
  return Math.max(0, 1 - length / diagonal);
}
