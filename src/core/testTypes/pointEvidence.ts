// What is shown of a `point` test: the marks on the picture, and in words what came of it. It judges nothing.

import { formatPercent } from '../../shared/text/format';
import type { PixelPoint, PointExpectation } from '../../shared/run/imageExpectation';
import type { FoundMark, Overlay } from '../../shared/results/picture';
import { canonicalPoint, canonicalShape, regionShape, type Size } from '../scores/geometry';
import type { MatchedPoint } from '../scores/matchPoints';

interface FoundPoint extends MatchedPoint {
  /** The points of the answer, in px of the original. */
  point: PixelPoint;
  label?: string;
}

/** `points` is null when the answer could not be read: then nothing was found and nothing missed. */
export function pointOverlay(
  { regions, match }: PointExpectation,
  points: readonly FoundPoint[] | null,
  size: Size,
): Overlay {
  const met = metRegions(points ?? []);
  // Where one region is enough, the others are not missed.
  const isMissed = (region: number): boolean => points !== null && !(match === 'any' ? met.size > 0 : met.has(region));
  const diagonal = Math.hypot(size.width, size.height);
  return {
    truth: regions.map((region, index) => ({
      shape: canonicalShape(regionShape(region), size),
      ...labelOf(region),
      isMissed: isMissed(index),
    })),
    found: (points ?? []).map((one): FoundMark => {
      const [x, y] = canonicalPoint(one.point, size);
      return {
        shape: { kind: 'point', x, y },
        ...labelOf(one),
        state: one.state,
        truth: one.region,
        measure: { name: 'distance', value: one.centerDistance / diagonal },
        ...(one.state === 'miss' ? { nearest: canonicalPoint(one.nearestEdge, size) } : {}),
      };
    }),
  };
}

/** `2 of 3 regions met, 1 point outside`; `region met`. */
export function pointGot({ regions, match }: PointExpectation, points: readonly FoundPoint[]): string {
  if (points.length === 0) return 'no point';
  const met = metRegions(points).size;
  const many = `${met} of ${regions.length} regions met${match === 'any' ? ' (one is enough)' : ''}`;
  const outside = points.filter((one) => !one.isInside).length;
  const inVain = points.filter((one) => one.isInside && one.state === 'extra').length;
  return [
    regions.length > 1 ? many : met === 1 ? 'region met' : 'region not met',
    ...(inVain > 0 ? [`${countedPoints(inVain)} too many inside`] : []),
    ...(outside > 0 ? [`${countedPoints(outside)} outside`] : []),
  ].join(', ');
}

/** The first thing that is wrong, misses before extra points before regions that nobody pointed at. */
export function pointReason({ regions }: PointExpectation, points: readonly FoundPoint[], diagonal: number): string {
  const nameOf = (region: number): string => {
    const label = regions[region]?.label;
    if (label !== undefined) return `region ${JSON.stringify(label)}`;
    return regions.length === 1 ? 'the region' : `region ${region + 1}`;
  };
  if (points.length === 0)
    return `The answer gives no point, but ${regions.length === 1 ? 'a region was' : `${regions.length} regions were`} to be met.`;
  const worst = points.find((one) => one.state === 'miss') ?? points.find((one) => one.state === 'extra');
  if (!worst) {
    const met = metRegions(points);
    return `No point is in ${nameOf(regions.findIndex((_, region) => !met.has(region)))}.`;
  }
  const subject = points.length === 1 ? 'The point' : `Point ${points.indexOf(worst) + 1}`;
  if (worst.isInside) return `${subject} is one more in ${nameOf(worst.nearestRegion)}, which needs only one.`;
  const away = `${formatPercent(worst.edgeDistance / diagonal)} of the diagonal away from`;
  if (regions.length === 1) return `${subject} is ${away} ${nameOf(0)}.`;
  return `${subject} is ${away} the nearest region ${nameOf(worst.nearestRegion).replace('region ', '')}.`;
}

function metRegions(points: readonly FoundPoint[]): Set<number> {
  return new Set(points.flatMap((one) => (one.region === null ? [] : [one.region])));
}

function labelOf({ label }: { label?: string }): { label?: string } {
  return label === undefined ? {} : { label };
}

function countedPoints(count: number): string {
  return count === 1 ? '1 point' : `${count} points`;
}
